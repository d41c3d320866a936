// A pad to sign on. Its drawing is posted as a path of whole numbers (M10 20L11 22), which can hold nothing else.
for (const pad of document.querySelectorAll(".pad")) {
  const canvas = pad.querySelector("canvas");
  const field = pad.querySelector("input[type=hidden]");
  const clear = pad.querySelector("button");
  const pen = canvas.getContext("2d");
  const strokes = [];
  const most = 4000; // points; a long signature has about 600
  let points = 0;
  let stroke = null;

  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * canvas.width;
    const y = ((event.clientY - box.top) / box.height) * canvas.height;
    return [Math.round(x), Math.round(y)];
  };
  const draw = () => {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.strokeStyle = getComputedStyle(canvas).color;
    pen.lineWidth = 3;
    pen.lineCap = pen.lineJoin = "round";
    for (const points of strokes) {
      pen.beginPath();
      points.forEach(([x, y], i) => (i ? pen.lineTo(x, y) : pen.moveTo(x, y)));
      if (points.length === 1) pen.lineTo(points[0][0] + 0.1, points[0][1]);
      pen.stroke();
    }
  };
  const keep = () => {
    field.value = strokes.map((points) => "M" + points.map((p) => p.join(" ")).join("L")).join("");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };

  pad.hidden = false;
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    stroke = [at(event)];
    strokes.push(stroke);
    draw();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!stroke || points > most) return;
    points += 1;
    stroke.push(at(event));
    draw();
  });
  const lift = () => {
    if (stroke) keep();
    stroke = null;
  };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  clear.addEventListener("click", () => {
    strokes.length = 0;
    points = 0;
    draw();
    keep();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);

  // A form that comes back with an error still has its signature.
  if (/^(M\d+ \d+(L\d+ \d+)*)+$/.test(field.value)) {
    for (const line of field.value.slice(1).split("M")) {
      strokes.push(line.split("L").map((point) => point.split(" ").map(Number)));
    }
    draw();
  }
}
