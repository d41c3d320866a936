//! The lines of `footbridge doctor --tombstones` that keep what protects a person in force after a restore.

use app::protections::{Kept, Protection};
use domain::ids::{MemberId, OrgId, ReferralId};
use domain::time::Timestamp;

/// Begins the second word of such a line.
const PREFIX: &str = "protections.";

/// One line: organization, what, record, and when and who, or the version.
pub fn line(one: &Protection) -> String {
    let rest = match &one.kept {
        Kept::Hidden { member, by, at } => format!("{} {by} {member}", at.micros()),
        Kept::Restricted { members, by, at } => {
            let members: Vec<String> = members.iter().map(ToString::to_string).collect();
            format!("{} {by} {}", at.micros(), members.join(" "))
        }
        Kept::Wishes { at } => at.micros().to_string(),
        Kept::Contact { version } => version.to_string(),
    };
    format!("{} {PREFIX}{} {} {rest}", one.org, one.kept.code(), one.referral)
}

/// Whether a line is one of these, whatever else it says.
pub fn is_one(line: &str) -> bool {
    line.split_whitespace().nth(1).is_some_and(|word| word.starts_with(PREFIX))
}

/// Reads one line; nothing when it is none.
pub fn read(line: &str) -> Option<Protection> {
    let mut words = line.split_whitespace();
    let (org, what) = (OrgId::parse(words.next()?)?, words.next()?.strip_prefix(PREFIX)?);
    let (referral, number) = (ReferralId::parse(words.next()?)?, words.next()?);
    let at = || number.parse().ok().map(Timestamp::from_micros);
    let members: Vec<MemberId> = words.map(MemberId::parse).collect::<Option<_>>()?;
    let kept = match (what, members.as_slice()) {
        ("hidden", [by, member]) => Kept::Hidden { member: *member, by: *by, at: at()? },
        ("restricted", [by, members @ ..]) if !members.is_empty() => {
            Kept::Restricted { members: members.to_vec(), by: *by, at: at()? }
        }
        ("wishes", []) => Kept::Wishes { at: at()? },
        ("contact", []) => Kept::Contact { version: number.parse().ok()? },
        _ => return None,
    };
    Some(Protection { org, referral, kept })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_read_as_it_was_written_and_a_line_that_is_cut_short_is_none() {
        let (at, by) = (Timestamp::from_micros(1_795_622_400_000_000), MemberId::from_bytes([5; 16]));
        let (one, other) = (MemberId::from_bytes([6; 16]), MemberId::from_bytes([7; 16]));
        for kept in [
            Kept::Hidden { member: one, by, at },
            Kept::Restricted { members: vec![one, other], by, at },
            Kept::Wishes { at },
            Kept::Contact { version: 3 },
        ] {
            let written =
                Protection { org: OrgId::from_bytes([1; 16]), referral: ReferralId::from_bytes([2; 16]), kept };
            let text = line(&written);
            assert!(is_one(&text));
            assert_eq!(read(&text), Some(written));
            let (short, _) = text.rsplit_once(' ').unwrap();
            assert!(read(short).is_none() || text.contains("restricted"), "{short}");
            assert_eq!(read(&format!("{text} more")), None);
        }
    }
}
