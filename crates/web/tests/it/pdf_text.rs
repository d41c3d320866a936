//! The text of a PDF, as somebody copies it out of the page: its streams unpacked, and the numbers of its glyphs read by the tables
//! that the file brings for them.

use std::collections::HashMap;
use std::io::Read;

/// Everything that its streams say: plain, and every string of a page by each table of glyphs.
pub fn of(pdf: &[u8]) -> String {
    let streams = streams(pdf);
    let tables: Vec<HashMap<u32, String>> =
        streams.iter().map(|stream| table(stream)).filter(|one| !one.is_empty()).collect();
    let mut all = String::new();
    for table in &tables {
        for stream in &streams {
            for string in strings(stream) {
                for glyph in string.chunks(2) {
                    let number = glyph.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte));
                    all.push_str(table.get(&number).map_or("", String::as_str));
                }
            }
            all.push('\n');
        }
    }
    for stream in streams {
        all.push_str(&String::from_utf8_lossy(&stream));
        all.push('\n');
    }
    all
}

fn find(bytes: &[u8], what: &[u8], from: usize) -> Option<usize> {
    bytes.get(from..)?.windows(what.len()).position(|part| part == what).map(|at| at + from)
}

/// What stands between each "stream" and "endstream", unpacked where it is packed. Fonts and pictures, which are long, say no words.
fn streams(pdf: &[u8]) -> Vec<Vec<u8>> {
    let (mut all, mut at) = (Vec::new(), 0);
    while let Some(start) = find(pdf, b"stream", at) {
        let mut from = start + b"stream".len();
        while matches!(pdf.get(from), Some(b'\r' | b'\n')) {
            from += 1;
        }
        let Some(end) = find(pdf, b"endstream", from) else { break };
        let mut unpacked = Vec::new();
        let packed = &pdf[from..end];
        let is_packed = flate2::read::ZlibDecoder::new(packed).read_to_end(&mut unpacked).is_ok();
        all.push(if is_packed { unpacked } else { packed.to_vec() });
        at = end + b"endstream".len();
    }
    all.retain(|stream| std::str::from_utf8(stream).is_ok() || find(stream, b" Tf", 0).is_some());
    all
}

/// A table of glyphs: which letters each number stands for.
fn table(stream: &[u8]) -> HashMap<u32, String> {
    let (text, mut table) = (String::from_utf8_lossy(stream), HashMap::new());
    let hex = |part: &str| u32::from_str_radix(part, 16).ok();
    let letters = |part: &str| {
        let units: Vec<u16> =
            (0..part.len() / 4).filter_map(|at| u16::from_str_radix(part.get(at * 4..at * 4 + 4)?, 16).ok()).collect();
        String::from_utf16_lossy(&units)
    };
    let mut mode = "";
    for line in text.lines() {
        if line.contains("begin") || line.contains("end") {
            mode = if line.contains("beginbfchar") {
                "char"
            } else if line.contains("beginbfrange") {
                "range"
            } else {
                ""
            };
            continue;
        }
        let parts: Vec<&str> = line.split(['<', '>']).filter(|part| !part.trim().is_empty()).collect();
        match (mode, parts.as_slice()) {
            ("char", [glyph, stands, ..]) => {
                table.extend(hex(glyph).map(|glyph| (glyph, letters(stands))));
            }
            ("range", [first, last, stands, ..]) => {
                let (Some(first), Some(last), Some(stands)) = (hex(first), hex(last), hex(stands)) else { continue };
                let all = (first..=last).zip(stands..);
                table.extend(all.filter_map(|(glyph, letter)| Some((glyph, char::from_u32(letter)?.to_string()))));
            }
            _ => {}
        }
    }
    table
}

/// The strings of a page, in either way of writing one.
fn strings(stream: &[u8]) -> Vec<Vec<u8>> {
    let (mut all, mut at) = (Vec::new(), 0);
    while let Some(byte) = stream.get(at) {
        at += 1;
        if *byte == b'<' && stream.get(at) != Some(&b'<') {
            let end = find(stream, b">", at).unwrap_or(stream.len());
            let digits: Vec<u8> = stream[at..end]
                .iter()
                .filter_map(|digit| char::from(*digit).to_digit(16))
                .map(|digit| digit as u8)
                .collect();
            all.push(digits.chunks(2).map(|pair| pair.iter().fold(0, |sum, digit| sum << 4 | digit)).collect());
            at = end;
        } else if *byte == b'(' {
            let (mut string, mut depth) = (Vec::new(), 1);
            while let Some(byte) = stream.get(at) {
                at += 1;
                match byte {
                    b'\\' => {
                        let escaped = stream.get(at).copied().unwrap_or(0);
                        at += 1;
                        if escaped.is_ascii_digit() {
                            let mut code = u32::from(escaped - b'0');
                            while let Some(digit @ b'0'..=b'7') = stream.get(at).copied() {
                                code = code * 8 + u32::from(digit - b'0');
                                at += 1;
                            }
                            string.push(code as u8);
                        } else {
                            string.push(match escaped {
                                b'n' => b'\n',
                                b'r' => b'\r',
                                b't' => b'\t',
                                b'b' => 8,
                                b'f' => 12,
                                other => other,
                            });
                        }
                    }
                    b'(' => {
                        depth += 1;
                        string.push(b'(');
                    }
                    b')' => {
                        depth -= 1;
                        if depth == 0 {
                            break;
                        }
                        string.push(b')');
                    }
                    other => string.push(*other),
                }
            }
            all.push(string);
        }
    }
    all
}
