//! States and territories: sources write them as two letters or in full.

use crate::words;

/// Codes and names.
const STATES: &[(&str, &str)] = &[
    ("AL", "alabama"),
    ("AK", "alaska"),
    ("AZ", "arizona"),
    ("AR", "arkansas"),
    ("CA", "california"),
    ("CO", "colorado"),
    ("CT", "connecticut"),
    ("DE", "delaware"),
    ("DC", "district of columbia"),
    ("FL", "florida"),
    ("GA", "georgia"),
    ("HI", "hawaii"),
    ("ID", "idaho"),
    ("IL", "illinois"),
    ("IN", "indiana"),
    ("IA", "iowa"),
    ("KS", "kansas"),
    ("KY", "kentucky"),
    ("LA", "louisiana"),
    ("ME", "maine"),
    ("MD", "maryland"),
    ("MA", "massachusetts"),
    ("MI", "michigan"),
    ("MN", "minnesota"),
    ("MS", "mississippi"),
    ("MO", "missouri"),
    ("MT", "montana"),
    ("NE", "nebraska"),
    ("NV", "nevada"),
    ("NH", "new hampshire"),
    ("NJ", "new jersey"),
    ("NM", "new mexico"),
    ("NY", "new york"),
    ("NC", "north carolina"),
    ("ND", "north dakota"),
    ("OH", "ohio"),
    ("OK", "oklahoma"),
    ("OR", "oregon"),
    ("PA", "pennsylvania"),
    ("RI", "rhode island"),
    ("SC", "south carolina"),
    ("SD", "south dakota"),
    ("TN", "tennessee"),
    ("TX", "texas"),
    ("UT", "utah"),
    ("VT", "vermont"),
    ("VA", "virginia"),
    ("WA", "washington"),
    ("WV", "west virginia"),
    ("WI", "wisconsin"),
    ("WY", "wyoming"),
    ("PR", "puerto rico"),
    ("GU", "guam"),
    ("VI", "virgin islands"),
    ("VI", "us virgin islands"),
    ("AS", "american samoa"),
    ("MP", "northern mariana islands"),
    ("FM", "federated states of micronesia"),
    ("MH", "marshall islands"),
    ("PW", "palau"),
    ("NM", "nuevo mexico"),
    ("NY", "nueva york"),
    ("NC", "carolina del norte"),
    ("SC", "carolina del sur"),
];

/// The two letters of a state, however it is written; what is no state stays as it is.
#[must_use]
pub fn code(text: &str) -> String {
    let line = words::line(text);
    if STATES.iter().any(|(code, _)| code.eq_ignore_ascii_case(&line)) {
        return line.to_uppercase();
    }
    let named = STATES.iter().find(|(_, name)| *name == line);
    named.map_or_else(|| words::tidy(text, 30), |(code, _)| (*code).to_owned())
}

/// A town and the two letters of its state, of a text that ends with the state's name: "Santa Fe, New Mexico".
#[must_use]
pub fn behind(text: &str) -> Option<(String, &'static str)> {
    let line = words::line(text);
    let named = STATES.iter().filter_map(|(code, name)| Some((line.strip_suffix(name)?.strip_suffix(' ')?, *code)));
    // "West Virginia" ends with "Virginia" too.
    named.min_by_key(|(town, _)| town.len()).map(|(town, code)| (town.to_owned(), code))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::state_rule::StateCode;

    #[test]
    fn every_state_that_an_organization_may_be_in_has_a_name_and_the_other_way_round() {
        let known: Vec<String> = StateCode::ALL.iter().map(|state| state.code().to_uppercase()).collect();
        for state in &known {
            let (_, name) =
                STATES.iter().find(|(code, _)| code == state).unwrap_or_else(|| panic!("{state} has a name"));
            assert_eq!((code(name), code(state)), (state.clone(), state.clone()));
        }
        // States that are freely associated: places of theirs are listed, organizations are not there.
        let others: Vec<&str> =
            STATES.iter().map(|(code, _)| *code).filter(|code| !known.iter().any(|k| k == code)).collect();
        assert_eq!(others, ["FM", "MH", "PW"]);
    }
}
