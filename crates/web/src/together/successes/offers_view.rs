//! What was offered, and what people went with, as our leads read it.

use super::beside_view::part;
use super::exact_view::Line;
use crate::texts::Tongue;
use app::totals::Offers;
use domain::measure::{Measure, sent_was_offered};
use domain::org::OrgKind;

/// A count of the sheet, and of which whole it is a part.
type Count = (Measure, u64, Option<u64>);

fn counts(kind: OrgKind, offers: &Offers) -> Vec<Count> {
    let Offers { offered, sent, decided, later, no_thanks, declined, cards_only, slips, information } = *offers;
    if offered == 0 && sent == 0 && information == 0 {
        return Vec::new();
    }
    let whole = Some(offered);
    // Whoever went with something went with an introduction, or with information.
    let went = Some(sent + information);
    let of_sent = whole.filter(|_| sent_was_offered(kind));
    let pressed = [(Measure::OfferLater, later, whole), (Measure::OfferDeclined, declined, whole)];
    let mut all = vec![(Measure::Offered, offered, None), (Measure::Sent, sent, of_sent)];
    if kind == OrgKind::HealthCenter {
        all.push((Measure::NoThanks, no_thanks, Some(decided)));
        // Most is said in a visit, and stands in its note.
        all.extend(pressed.into_iter().filter(|_| later + declined > 0));
        all.extend([(Measure::InformationOnly, information, went), (Measure::CardsOnly, cards_only, None)]);
    } else {
        all.extend(pressed);
        all.extend([(Measure::InformationOnly, information, went), (Measure::Slips, slips, None)]);
    }
    all
}

/// Its lines; none where there is nothing to read.
pub(super) fn lines(t: &Tongue, kind: OrgKind, offers: &Offers) -> Vec<Line> {
    let line = |(measure, count, whole): Count| Line {
        what: t.label(measure).into_owned(),
        count,
        share: whole
            .filter(|whole| count <= *whole && *whole > 0)
            .map_or_else(String::new, |whole| part(t, count, whole)),
    };
    counts(kind, offers).into_iter().map(line).collect()
}

/// What stands on it, to be defined.
pub(super) fn measures(kind: OrgKind, offers: &Offers) -> Vec<Measure> {
    counts(kind, offers).into_iter().map(|(measure, ..)| measure).collect()
}
