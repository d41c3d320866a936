//! Bars and runs as a picture (SVG) with a title and a description: no crate gives both without inline styles, which our policy
//! refuses.
//!
//! Invariant: every text is escaped; no style, no script, no link, no color of its own (classes are in `app.css`).
//! Invariant: a bar says no more than its words: one that shows no number has no length, and is hatched over the whole.

use std::fmt::Write as _;

/// One bar.
pub(crate) struct Bar {
    /// What is counted.
    pub(crate) label: String,
    /// The number, or the sign in its place.
    pub(crate) words: String,
    /// Of a hundred; nothing where no number is shown.
    pub(crate) share: Option<u64>,
}

/// Height of one bar with its words, in units of the picture.
const ROW: usize = 46;
/// Width of the picture.
const WIDTH: usize = 320;

/// A picture of bars. `id` is unique on its page; the description is what is read aloud in its place.
pub(crate) fn bars(id: &str, title: &str, description: &str, bars: &[Bar]) -> String {
    let height = bars.len() * ROW + 4;
    let mut svg = String::new();
    let (id, title, description) = (escaped(id), escaped(title), escaped(description));
    // Writing to a string does not fail.
    let _ = write!(
        svg,
        "<svg class=\"chart\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\">\
         <title id=\"{id}-title\">{title}</title><desc id=\"{id}-desc\">{description}</desc>\
         <defs><pattern id=\"{id}-hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" \
         patternTransform=\"rotate(45)\"><line class=\"hatch\" x1=\"0\" y1=\"0\" x2=\"0\" y2=\"6\"/></pattern></defs>"
    );
    for (n, bar) in bars.iter().enumerate() {
        let (top, label, words) = (n * ROW, escaped(&bar.label), escaped(&bar.words));
        let _ = write!(
            svg,
            "<text x=\"0\" y=\"{}\">{label}</text><text class=\"n\" x=\"{WIDTH}\" y=\"{}\" text-anchor=\"end\">{words}</text>",
            top + 17,
            top + 17,
        );
        let y = top + 24;
        let _ = match bar.share {
            Some(share) => {
                let width = usize::try_from(share.min(100)).unwrap_or(100) * WIDTH / 100;
                write!(svg, "<rect class=\"bar\" x=\"0\" y=\"{y}\" width=\"{}\" height=\"12\"/>", width.max(2))
            }
            None => write!(
                svg,
                "<rect class=\"few\" x=\"1\" y=\"{y}\" width=\"{}\" height=\"12\" fill=\"url(#{id}-hatch)\"/>",
                WIDTH - 2
            ),
        };
    }
    svg.push_str("</svg>");
    svg
}

/// One period of a run: what it is called, its share of a hundred where one is said, and the number of what changed in it.
pub(crate) struct Dot {
    pub(crate) label: String,
    pub(crate) share: Option<u64>,
    pub(crate) mark: String,
}

/// Height of a run without its words.
const TALL: usize = 120;
/// Where the run begins below the numbers of what changed.
const TOP: usize = 26;

/// A share over time: from zero to a hundred, the goal, where there is one, as a line of dashes, what changed as numbered lines. A period of which
/// no share is said is hatched, and the line goes around it.
pub(crate) fn run(id: &str, title: &str, description: &str, goal: Option<u64>, dots: &[Dot]) -> String {
    let mut svg = String::new();
    let (id, title, description) = (escaped(id), escaped(title), escaped(description));
    let (step, height) = (WIDTH / dots.len().max(1), TOP + TALL + 24);
    let y = |share: u64| TOP + TALL - usize::try_from(share.min(100)).unwrap_or(100) * TALL / 100;
    let _ = write!(
        svg,
        "<svg class=\"chart run\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\">\
         <title id=\"{id}-title\">{title}</title><desc id=\"{id}-desc\">{description}</desc>\
         <defs><pattern id=\"{id}-hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" \
         patternTransform=\"rotate(45)\"><line class=\"hatch\" x1=\"0\" y1=\"0\" x2=\"0\" y2=\"6\"/></pattern></defs>\
         <line class=\"axis\" x1=\"0\" y1=\"{}\" x2=\"{WIDTH}\" y2=\"{}\"/>",
        y(0),
        y(0),
    );
    if let Some(goal) = goal.map(y) {
        let _ = write!(svg, "<line class=\"goal\" x1=\"0\" y1=\"{goal}\" x2=\"{WIDTH}\" y2=\"{goal}\"/>");
    }
    let mut marked = 0;
    for (n, dot) in dots.iter().enumerate() {
        // The first one's line would be cut in half by the edge.
        let left = (n * step).max(1);
        if dot.share.is_none() {
            let _ = write!(
                svg,
                "<rect class=\"few\" x=\"{}\" y=\"{TOP}\" width=\"{}\" height=\"{TALL}\" fill=\"url(#{id}-hatch)\"/>",
                left + 2,
                step.saturating_sub(4)
            );
        }
        if !dot.mark.is_empty() {
            let mark = escaped(&dot.mark);
            // One above the other in turn: twelve periods are so narrow that neighbors would run into each other.
            let (foot, height) = if marked % 2 == 0 { (22, TOP) } else { (11, 14) };
            marked += 1;
            let _ = write!(
                svg,
                "<line class=\"mark\" x1=\"{left}\" y1=\"{height}\" x2=\"{left}\" y2=\"{}\"/>\
                 <text class=\"n when\" x=\"{}\" y=\"{foot}\">{mark}</text>",
                TOP + TALL,
                left + 1
            );
        }
    }
    for part in dots.split_inclusive(|dot| dot.share.is_none()).scan(0, |from, part| {
        let begins = *from;
        *from += part.len();
        Some((begins, part))
    }) {
        let (begins, part) = part;
        let points: Vec<(usize, usize)> = part
            .iter()
            .enumerate()
            .filter_map(|(n, dot)| Some(((begins + n) * step + step / 2, y(dot.share?))))
            .collect();
        let line: Vec<String> = points.iter().map(|(x, y)| format!("{x},{y}")).collect();
        let _ = write!(svg, "<polyline class=\"line\" points=\"{}\"/>", line.join(" "));
        for (x, y) in points {
            let _ = write!(svg, "<circle class=\"dot\" cx=\"{x}\" cy=\"{y}\" r=\"4\"/>");
        }
    }
    if let (Some(first), Some(last)) = (dots.first(), dots.last()) {
        let (first, last, y) = (escaped(&first.label), escaped(&last.label), height - 4);
        let _ = write!(
            svg,
            "<text x=\"0\" y=\"{y}\">{first}</text><text x=\"{WIDTH}\" y=\"{y}\" text-anchor=\"end\">{last}</text>"
        );
    }
    svg.push_str("</svg>");
    svg
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(words: &str, share: Option<u64>) -> Bar {
        Bar { label: "Sent".to_owned(), words: words.to_owned(), share }
    }

    #[test]
    fn a_picture_has_a_title_and_a_description_and_nothing_that_our_policy_refuses() {
        let svg = bars("c1", "To <us> & them", "Sent: \"40\"", &[bar("40", Some(100)), bar("few", None)]);
        assert!(svg.contains("<title id=\"c1-title\">To &lt;us&gt; &amp; them</title>"));
        assert!(svg.contains("<desc id=\"c1-desc\">Sent: &quot;40&quot;</desc>"));
        assert!(svg.contains("aria-labelledby=\"c1-title c1-desc\""));
        for refused in ["style", "script", "href", "onload", "http"] {
            assert!(!svg.contains(refused), "{refused}");
        }
    }

    #[test]
    fn a_bar_without_a_number_has_no_length() {
        let lengths = |bar: Bar| {
            let svg = bars("c", "t", "d", &[bar]);
            svg.rsplit_once("<rect").map(|(_, rect)| rect.to_owned()).unwrap_or_default()
        };
        assert_eq!(lengths(bar("few", None)), lengths(bar("not shown", None)));
        assert!(lengths(bar("few", None)).contains("url(#c-hatch)"));
        assert!(lengths(bar("20", Some(50))).contains("width=\"160\""));
        assert!(lengths(bar("0", Some(0))).contains("width=\"2\""), "a zero is seen");
    }

    #[test]
    fn a_run_breaks_where_nothing_is_said_and_names_what_changed() {
        let dot = |share, mark: &str| Dot { label: "May <26>".to_owned(), share, mark: mark.to_owned() };
        let dots = [dot(Some(20), ""), dot(Some(40), "1"), dot(None, ""), dot(Some(60), "")];
        let svg = run("r1", "Connected & more", "May: 20 of 100", Some(25), &dots);
        assert!(svg.contains("aria-labelledby=\"r1-title r1-desc\"") && svg.contains("Connected &amp; more"));
        assert_eq!(svg.matches("<circle").count(), 3, "no dot where no share is said: {svg}");
        assert_eq!(svg.matches("<rect class=\"few\"").count(), 1);
        assert!(svg.contains("points=\"40,122 120,98\"") && svg.contains("points=\"280,74\""), "{svg}");
        assert!(svg.contains(">1</text>") && svg.contains("May &lt;26&gt;"));
        let both = [dot(Some(20), "1,2"), dot(Some(40), "3"), dot(Some(40), "4")];
        let svg = run("r1", "t", "d", None, &both);
        let feet: Vec<&str> = svg.split("class=\"n when\"").skip(1).filter_map(|text| text.split('"').nth(3)).collect();
        assert_eq!(feet, ["22", "11", "22"], "what stands beside each other is not on one line: {svg}");
        for refused in ["style", "script", "href", "onload", "http"] {
            assert!(!svg.contains(refused), "{refused}");
        }
    }
}
