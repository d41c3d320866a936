//! Every partnership with its two sides, and the next thing to do where nothing is sent.

use crate::ctx::{Ctx, Line};
use crate::page::Answer;
use crate::session::Caller;
use crate::texts::Tongue;
use app::partnerships::Standing;
use askama::Template;
use domain::org::OrgKind;
use domain::partnership::{NotOpen, PartnershipState};

#[derive(Template)]
#[template(path = "partnership/standing.html")]
struct Partnerships<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    ours: &'a str,
    cards: Vec<Card>,
}

/// A partnership on the page.
struct Card {
    standing: Standing,
    phone: Line,
    hotline: Option<Line>,
    /// Which rail it has: the partner's bank.
    from_advocacy: bool,
    /// What keeps messages from being sent, and what mends it.
    stop: Option<Stop>,
}

/// Why nothing is sent, and the way to mend it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stop {
    /// A lead has paused it.
    Paused,
    /// We have not named our liaison and alternate.
    OurLiaisons,
    /// The partner has not named theirs.
    TheirLiaisons,
    /// We have not compared the words, or the key has changed since.
    Words,
    /// Our part is done; the partner has not compared the words.
    TheirWords,
}

impl Stop {
    const fn why(self) -> &'static str {
        match self {
            Self::Paused => "partnership-why-paused",
            Self::OurLiaisons => "partnership-why-our-liaisons",
            Self::TheirLiaisons => "partnership-why-their-liaisons",
            Self::Words => "partnership-why-words",
            Self::TheirWords => "partnership-why-their-words",
        }
    }
}

impl Card {
    fn new(standing: Standing) -> Self {
        let partner = &standing.partner;
        let line = |phone: &str| Line::new(partner.name.as_str(), phone);
        Self {
            phone: line(partner.phone.as_str()),
            hotline: partner.hotline.as_ref().map(|phone| line(phone.as_str())),
            from_advocacy: partner.kind == OrgKind::Advocacy,
            stop: stop_of(&standing),
            standing,
        }
    }
}

fn stop_of(standing: &Standing) -> Option<Stop> {
    let named = standing.our_liaison.is_some() && standing.our_alternate.is_some();
    let stop = match standing.partner.closed_because? {
        NotOpen::LiaisonMissing | NotOpen::Stranger if named => Stop::TheirLiaisons,
        NotOpen::LiaisonMissing | NotOpen::Stranger => Stop::OurLiaisons,
        NotOpen::KeyNotConfirmed => Stop::Words,
        // What is still being set up and lacks nothing of ours waits for the other side.
        NotOpen::Paused if standing.partner.state == PartnershipState::Forming => Stop::TheirWords,
        NotOpen::Paused => Stop::Paused,
    };
    Some(stop)
}

/// `GET /partnership`.
pub(super) async fn get(ctx: Ctx, caller: Caller) -> Answer {
    let standing = app::partnerships::standing(&ctx.app, &caller).await?;
    let cards = standing.into_iter().map(Card::new).collect();
    ctx.show(&Partnerships { ctx: &ctx, t: &ctx.t, ours: caller.org().name.as_str(), cards })
}
