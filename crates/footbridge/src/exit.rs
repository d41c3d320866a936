//! Where "Leave this site" goes: an everyday website that the operator chooses.

/// An address that a page can be left for: of the web, encrypted, by a name, and with nothing in it that a header or an
/// account would read.
///
/// # Errors
/// What is wrong with it, in words for the operator.
pub fn url(text: &str) -> Result<String, String> {
    let rest = text.strip_prefix("https://").ok_or("it must begin with https://")?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or("");
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    if !host.contains('.') || !host.chars().all(is_name) || host.starts_with('.') || host.ends_with('.') {
        return Err("it must name a website, as https://www.weather.gov/".to_owned());
    }
    if text.len() > 200 || !text.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '\\')) {
        return Err("it must be short, and without spaces".to_owned());
    }
    Ok(if rest == host { format!("{text}/") } else { text.to_owned() })
}
