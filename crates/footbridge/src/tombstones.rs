//! `footbridge doctor --tombstones` and `--replay-tombstones`: what was destroyed stays destroyed after a restore, and
//! what protects people stays in force.

use crate::{Place, protections, serve};
use app::protections::Protection;
use app::tombstones::{self, Tombstone};
use domain::ids::{MemberId, OrgId, ReferralId};
use domain::retention::PurgeRule;
use domain::time::Timestamp;
use std::path::Path;

/// Prints one line for each row whose content was destroyed: organization, table, row, microseconds UTC, and, where it is
/// known, the rule, the member and the record; then one for each thing that protects a person.
pub async fn print(place: &Place) -> Result<(), String> {
    let app = serve::open(place).await?;
    for stone in tombstones::list(&app).await.map_err(|error| error.to_string())? {
        println!("{}", line(&stone));
    }
    for one in app::protections::list(&app).await.map_err(|error| error.to_string())? {
        println!("{}", protections::line(&one));
    }
    app.close().await;
    Ok(())
}

/// Destroys again what stands on such a list, and puts back into force what protects people; prints how many rows held
/// content and how much was not in force. Members confirm their addresses again, since nothing says which of them were
/// switched off. A list that cannot be read changes nothing.
pub async fn replay(place: &Place, list: &Path) -> Result<(), String> {
    let text = std::fs::read_to_string(list).map_err(|error| format!("cannot read the list: {error}"))?;
    let (stones, kept) = read(&text)?;
    let app = serve::open(place).await?;
    let mut destroyed = 0usize;
    for stone in &stones {
        destroyed += usize::from(tombstones::destroy_again(&app, stone).await.map_err(|error| error.to_string())?);
    }
    let mut restored = 0usize;
    for one in &kept {
        let again = app::protections::protect_again(&app, one).await.map_err(|error| error.to_string())?;
        restored += usize::from(again);
    }
    let asked = app::mail::restored::ask_again(&app).await.map_err(|error| error.to_string())?;
    tombstones::overwrite(&app).await.map_err(|error| error.to_string())?;
    println!("tombstones: {} on the list, {destroyed} rows held content and were destroyed again", stones.len());
    println!("protections: {} on the list, {restored} were not in force and are again, or are closed", kept.len());
    println!("mail: {asked} addresses of staff are written to again when their members have confirmed them again");
    app.close().await;
    Ok(())
}

/// Begins the word that names the record of a row which is not the record itself.
const OF: &str = "of:";

fn line(stone: &Tombstone) -> String {
    let rule = stone.rule.map_or_else(String::new, |rule| format!(" {}", rule.code()));
    let member = stone.member.map_or_else(String::new, |member| format!(" {member}"));
    let referral = stone.referral.map_or_else(String::new, |referral| format!(" {OF}{referral}"));
    let row = ReferralId::from_bytes(stone.row);
    format!("{} {} {row} {}{rule}{member}{referral}", stone.org, stone.table, stone.at.micros())
}

fn read(text: &str) -> Result<(Vec<Tombstone>, Vec<Protection>), String> {
    let (mut stones, mut kept) = (Vec::new(), Vec::new());
    for (n, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        if protections::is_one(line) {
            kept.push(protections::read(line).ok_or_else(|| format!("line {} protects nobody", n + 1))?);
        } else {
            stones.push(stone(line).ok_or_else(|| format!("line {} is no tombstone", n + 1))?);
        }
    }
    Ok((stones, kept))
}

fn stone(line: &str) -> Option<Tombstone> {
    let mut words = line.split_whitespace();
    let (org, table) = (OrgId::parse(words.next()?)?, words.next()?);
    // Rows of every table have ids of the same form.
    let row = ReferralId::parse(words.next()?)?.bytes();
    let at = Timestamp::from_micros(words.next()?.parse().ok()?);
    // Lists of an earlier version end here.
    let mut words = words.peekable();
    let rule = words.next_if(|word| !word.starts_with(OF)).map(PurgeRule::parse).transpose().ok()?;
    let member = match words.next_if(|word| !word.starts_with(OF)) {
        Some(member) => Some(MemberId::parse(member)?),
        None => None,
    };
    let referral = match words.next_if(|word| word.starts_with(OF)) {
        Some(word) => Some(ReferralId::parse(&word[OF.len()..])?),
        None => None,
    };
    let is_known = tombstones::tables().any(|known| known == table) && words.next().is_none();
    is_known.then(|| Tombstone { org, table: table.to_owned(), row, at, rule, member, referral })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_as_it_was_printed_and_a_wrong_line_is_named() {
        let of = |table: &str, byte| Tombstone {
            org: OrgId::from_bytes([7; 16]),
            table: table.to_owned(),
            row: [byte; 16],
            at: Timestamp::from_micros(1_795_622_400_000_000),
            rule: None,
            member: None,
            referral: None,
        };
        let by_hand = Tombstone {
            rule: Some(PurgeRule::Request),
            member: Some(MemberId::from_bytes([5; 16])),
            ..of("referrals.words", 3)
        };
        let by_itself = Tombstone { rule: Some(PurgeRule::ReleaseForm), ..of("releases", 2) };
        let of_a_plan = Tombstone {
            rule: Some(PurgeRule::SharingEnded),
            referral: Some(ReferralId::from_bytes([9; 16])),
            ..of("plan_items.line", 4)
        };
        let taken_back = Tombstone {
            member: Some(MemberId::from_bytes([5; 16])),
            ..Tombstone { row: [6; 16], table: "plan_items.taken_back".to_owned(), ..of_a_plan.clone() }
        };
        let stones = vec![of("referrals", 1), by_itself, by_hand, of_a_plan, taken_back];
        let printed: Vec<String> = stones.iter().map(line).collect();
        assert_eq!(read(&format!("{}\n", printed.join("\n"))), Ok((stones, Vec::new())));
        for wrong in [
            "x",
            "07 referrals",
            &printed[0].replace("referrals", "members"),
            &format!("{} more", printed[1]),
            &format!("{} more", printed[2]),
            &format!("{} more", printed[3]),
            &format!("{}x", printed[4]),
        ] {
            assert_eq!(read(&format!("{}\n{wrong}", printed[0])), Err("line 2 is no tombstone".to_owned()));
        }
    }
}
