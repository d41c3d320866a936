//! The one form of the workspace: every noun is written on it, field by field.
//!
//! Where two people wrote without seeing each other's words, both stand above the field until somebody joins them.

use super::clock;
use super::room::dollars;
use super::texts::{self, FieldText};
use super::{path, place_of, to};
use crate::ctx::Ctx;
use crate::form::Form;
use crate::guard::Posted;
use crate::page::Answer;
use crate::problem::Problem;
use crate::session::Caller;
use crate::texts::Tongue;
use app::Error;
use app::programs::{self, Counted};
use app::workspace::{self, Colleague, Known, Place};
use askama::Template;
use domain::ids::{EntryId, PartnershipId};
use domain::likeness::Likeness;
use domain::mou::Topic;
use domain::programs::Told;
use domain::text::TextError;
use domain::time::Timestamp;
use domain::workspace::{Entry, FieldError, Noun, Shape};
use std::borrow::Cow;

/// What is written where, and where its author goes from there.
pub(super) struct Sheet {
    pub place: PartnershipId,
    pub noun: Noun,
    /// Which; none for a new one, which takes the form's id.
    pub entry: Option<EntryId>,
    /// The form's own address.
    pub action: String,
    /// Where to go back to; nothing for the entry's own page.
    pub back: String,
    /// What the page is called: a key.
    pub title: &'static str,
    /// What stands under it: a key, or nothing.
    pub lead: &'static str,
    /// Fields that a new one begins with, and that a form does not show.
    pub given: Vec<(&'static str, String)>,
}

impl Sheet {
    /// The fields of its form. Of a clause: its words, and what a clause about this can set.
    fn texts(&self) -> impl Iterator<Item = &'static FieldText> {
        let sets = self.entry.map_or(&[][..], |entry| Topic::of(self.place, entry).settings());
        let is_setting = |code: &str| Topic::ALL.iter().any(|topic| topic.settings().contains(&code));
        let (is_clause, is_occasion) = (self.noun == Noun::Clause, self.noun == Noun::Occasion);
        texts::of(self.noun)
            .iter()
            .filter(move |text| !is_clause || !is_setting(text.code) || sets.contains(&text.code))
            .filter(move |text| !is_occasion || text.code != "kind")
    }
    fn is_choices(&self, code: &str) -> bool {
        self.noun.field(code).is_some_and(|field| matches!(field.shape, Shape::Choices(_)))
    }
}

/// What a control on the page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Control {
    Line(usize),
    Area(usize),
    Pick,
    Radios,
    Chips,
    Date,
    Clock,
    Number,
    Tick,
}

/// What somebody wrote of a field, where somebody else wrote another thing.
struct Version {
    by: String,
    at: Timestamp,
    words: String,
}

/// A field on the page.
struct Field {
    code: &'static str,
    label: Cow<'static, str>,
    hint: Cow<'static, str>,
    control: Control,
    options: Vec<(String, String)>,
    versions: Vec<Version>,
    may_be_empty: bool,
}

#[derive(Template)]
#[template(path = "together/edit.html")]
struct Editor<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    place: Place,
    sheet: &'a Sheet,
    title: Cow<'static, str>,
    fields: Vec<Field>,
    is_disputed: bool,
    home: String,
}

impl Editor<'_> {
    /// Anything that has a page of its own is planned there.
    fn is_new_occasion(&self) -> bool {
        self.sheet.noun == Noun::Occasion && self.sheet.entry.is_none()
    }
}

/// What a form is made from.
struct Scene {
    place: Place,
    staff: Vec<Colleague>,
    known: Option<Known>,
    counted: Counted,
}

impl Scene {
    async fn of(ctx: &Ctx, caller: &Caller, sheet: &Sheet) -> Result<Self, Problem> {
        let place = place_of(ctx, caller, sheet.place).await?;
        let staff = workspace::colleagues(&ctx.app, caller, sheet.place).await?;
        let known = match sheet.entry {
            Some(entry) => Some(workspace::entry(&ctx.app, caller, sheet.place, (sheet.noun, entry)).await?),
            None => None,
        };
        let counted = programs::counted(&ctx.app, caller, sheet.place).await?;
        Ok(Self { place, staff, known, counted })
    }
    /// As it is typed: how many came by our own count, or as it was told to us. That it was fewer, or is not told, is no number.
    fn typed(&self, noun: Noun, field: &str, entry: &Entry) -> String {
        let is_tally = noun.field(field).is_some_and(|field| matches!(field.shape, Shape::Tally(_)));
        let stored = entry.text(field);
        match self.counted.of(entry, field) {
            Some(n) if is_tally => n.to_string(),
            None if is_tally => match self.counted.told(entry, field) {
                Some(Told::Number(n)) => n.to_string(),
                Some(Told::Fewer(_) | Told::Not) | None => String::new(),
            },
            _ => typed(noun, field, stored),
        }
    }
    fn known_of(&self) -> Knows<'_> {
        (&self.staff, self.counted.least())
    }
    fn seen(&self) -> u32 {
        self.known.as_ref().map_or(0, |known| known.seq)
    }
    fn page<'a>(&self, ctx: &'a Ctx, sheet: &'a Sheet, form: &'a Form) -> Editor<'a> {
        let entry = self.known.as_ref().map(|known| &known.entry);
        let fields: Vec<Field> = sheet.texts().filter_map(|text| self.field(&ctx.t, sheet.noun, text, entry)).collect();
        Editor {
            ctx,
            t: &ctx.t,
            form,
            place: self.place.clone(),
            title: ctx.t.say(sheet.title),
            is_disputed: fields.iter().any(|field| !field.versions.is_empty()),
            fields,
            home: path(sheet.place),
            sheet,
        }
    }
    fn field(&self, t: &Tongue, noun: Noun, text: &FieldText, entry: Option<&Entry>) -> Option<Field> {
        let shape = noun.field(text.code)?.shape;
        // Nothing can be taken off the lists that does not stand there.
        if text.code == workspace::REMOVED && entry.is_none_or(Entry::is_empty) {
            return None;
        }
        let control = match shape {
            Shape::Words(max) if max > 200 => Control::Area(max),
            Shape::Words(max) | Shape::Place(max) => Control::Line(max),
            Shape::Choice(codes) if codes.len() <= 4 => Control::Radios,
            Shape::Choice(_) | Shape::Staff => Control::Pick,
            Shape::Day => Control::Date,
            Shape::Clock => Control::Clock,
            Shape::Count(_) | Shape::Tally(_) | Shape::Between(..) => Control::Number,
            Shape::Flag => Control::Tick,
            Shape::Phone | Shape::Money => Control::Line(30),
            Shape::Link => Control::Line(300),
            Shape::Choices(_) => Control::Chips,
            Shape::Entry | Shape::Written(_) => return None,
        };
        let hint = match text.hint {
            _ if shape == Shape::Clock => Cow::Owned(clock::hint(t, entry)),
            "" => Cow::Borrowed(""),
            hint => t.say(hint),
        };
        Some(Field {
            code: text.code,
            label: t.say(text.label),
            hint,
            control,
            options: self.options(t, text, shape, entry.map_or("", |entry| entry.text(text.code))),
            versions: entry.map(|entry| self.versions(t, noun, text.code, entry)).unwrap_or_default(),
            may_be_empty: text.needed.is_empty() && control != Control::Tick,
        })
    }
    /// The answers of a choice, with nothing first where it may be left open. Who is named and has left is still an
    /// answer, so that saving the rest takes nobody out unseen.
    fn options(&self, t: &Tongue, text: &FieldText, shape: Shape, now: &str) -> Vec<(String, String)> {
        let open = (String::new(), t.say(open_words(text, shape)).into_owned());
        match shape {
            Shape::Choice(codes) => {
                let named = codes.iter().map(|code| ((*code).to_owned(), t.say_code(text.list, code).into_owned()));
                if text.is_closed { named.collect() } else { std::iter::once(open).chain(named).collect() }
            }
            Shape::Choices(codes) => {
                codes.iter().map(|code| ((*code).to_owned(), t.say_code(text.list, code).into_owned())).collect()
            }
            Shape::Staff => {
                let side = text.code.strip_prefix("owner_");
                let of_side = |one: &&Colleague| side.is_none_or(|side| side == one.kind.code());
                let works = self.staff.iter().filter(|one| one.is_there && one.may_be_named).filter(of_side);
                let named = works.map(|one| (one.member.to_string(), one.name.to_string()));
                let mut answers: Vec<_> = std::iter::once(open).chain(named).collect();
                if answers.iter().all(|(code, _)| code != now) {
                    let former = self.staff.iter().find(|one| one.member.to_string() == now);
                    let name =
                        former.map_or_else(|| t.say("together-somebody").into_owned(), |one| one.name.to_string());
                    let is_there = former.is_some_and(|one| one.is_there);
                    let name = if is_there { name } else { format!("{name} ({})", t.say("together-has-left")) };
                    answers.push((now.to_owned(), name));
                }
                answers
            }
            _ => Vec::new(),
        }
    }
    fn versions(&self, t: &Tongue, noun: Noun, field: &str, entry: &Entry) -> Vec<Version> {
        if !entry.disputed().contains(field) {
            return Vec::new();
        }
        let heads = entry.heads(field).into_iter();
        let version = |edit: &domain::workspace::Edit| Version {
            by: edit.by.name.to_string(),
            at: edit.at,
            words: shown(t, noun, field, edit.value.as_ref().map_or("", |value| value.as_str()), self.known_of()),
        };
        heads.map(version).collect()
    }
}

/// What stands where nothing is chosen.
fn open_words(text: &FieldText, shape: Shape) -> &'static str {
    match (shape, text.code) {
        (Shape::Staff, _) => "together-nobody-chosen",
        (_, "repeat") => "together-once",
        (_, "decision") => "together-nothing",
        _ if text.needed.is_empty() => "together-not-said",
        _ => "together-choose",
    }
}

/// Whom a page can name, and from which number on it tells how many came.
pub(super) type Knows<'a> = (&'a [Colleague], u32);

/// The value of a field in words: a day as a day, a code by its label, a member by their name.
pub(super) fn shown(t: &Tongue, noun: Noun, field: &str, value: &str, (staff, least): Knows<'_>) -> String {
    let Some(known) = noun.field(field) else { return value.to_owned() };
    if value.is_empty() {
        return t.say("together-empty").into_owned();
    }
    let list = texts::of(noun).iter().find(|text| text.code == field).map_or("", |text| text.list);
    match known.shape {
        Shape::Choice(_) if !list.is_empty() => t.say_code(list, value).into_owned(),
        Shape::Choices(_) if !list.is_empty() => {
            let named = value.split_whitespace().map(|code| t.say_code(list, code).into_owned());
            named.collect::<Vec<_>>().join(", ")
        }
        Shape::Written(_) if field.starts_with("accepted_") => t.say("together-yes").into_owned(),
        Shape::Day => domain::day::Day::parse(value).map_or_else(|| value.to_owned(), |day| t.day(day).into_owned()),
        Shape::Staff => {
            let named = staff.iter().find(|one| one.member.to_string() == value);
            named.map_or_else(|| t.say("together-somebody").into_owned(), |one| one.name.to_string())
        }
        Shape::Flag => t.say("together-yes").into_owned(),
        Shape::Tally(_) => told(t, value, least),
        Shape::Written(_) if field == "staffed" => t.say("together-yes").into_owned(),
        Shape::Money => value.parse().map_or_else(|_| value.to_owned(), dollars),
        Shape::Written(_) if field == "skipped" => {
            let days = value.split_whitespace().filter_map(domain::day::Day::parse);
            days.map(|day| t.day(day).into_owned()).collect::<Vec<_>>().join(" · ")
        }
        Shape::Written(_) => super::trainings::counted(t, field, value),
        Shape::Entry if field == "clause" => t.say("mou-clause").into_owned(),
        Shape::Entry => t.say("together-meeting").into_owned(),
        _ => value.to_owned(),
    }
}

/// A number, or "fewer than 11" where that is what may be told by what is agreed on now.
fn told(t: &Tongue, value: &str, least: u32) -> String {
    match Told::parse(value).map(|told| told.by(least)) {
        Some(Told::Number(n)) => n.to_string(),
        Some(Told::Fewer(least)) => t.with("least", least).say("program-fewer").into_owned(),
        Some(Told::Not) => t.say("program-not-told").into_owned(),
        None => value.to_owned(),
    }
}

/// A stored value as it is typed: money in dollars and cents.
fn typed(noun: Noun, field: &str, stored: &str) -> String {
    let is_money = noun.field(field).is_some_and(|field| field.shape == Shape::Money);
    let cents = stored.parse::<u64>().ok().filter(|_| is_money);
    cents.map_or_else(|| stored.to_owned(), |cents| format!("{}.{:02}", cents / 100, cents % 100))
}

/// The form, filled in with what stands.
pub(super) async fn show(ctx: &Ctx, caller: &Caller, sheet: &Sheet) -> Answer {
    let scene = Scene::of(ctx, caller, sheet).await?;
    let mut form = Form::fresh(ctx.app.next_id()).with("seen", scene.seen().to_string());
    if let Some(known) = &scene.known {
        for text in sheet.texts() {
            let value = known.entry.text(text.code);
            form = if sheet.is_choices(text.code) {
                value.split_whitespace().fold(form, |form, code| form.with(text.code, code))
            } else {
                form.with(text.code, scene.typed(sheet.noun, text.code, &known.entry))
            };
        }
    }
    if scene.seen() == 0 {
        for (field, value) in &sheet.given {
            form = form.replaced(field, value.clone());
        }
    }
    ctx.show(&scene.page(ctx, sheet, &form))
}

/// Takes the form: saves it and goes on, or shows it again with what is wrong.
pub(super) async fn save(ctx: &Ctx, caller: &Caller, sheet: &Sheet, posted: Posted) -> Answer {
    let scene = Scene::of(ctx, caller, sheet).await?;
    let mut form = posted.form(ctx);
    if posted.is_resumed() {
        return ctx.show(&scene.page(ctx, sheet, &form));
    }
    for text in sheet.texts().filter(|text| !text.needed.is_empty()) {
        form.wants(text.code, text.needed);
    }
    let ticked: Vec<(&str, String)> = sheet
        .texts()
        .filter(|text| sheet.is_choices(text.code))
        .map(|text| (text.code, form.fields().all(text.code).collect::<Vec<_>>().join(" ")))
        .collect();
    let typed = |code: &str| {
        if let Some((_, codes)) = ticked.iter().find(|(field, _)| *field == code) {
            return Some(codes.as_str());
        }
        let given = sheet.given.iter().find(|(field, _)| *field == code);
        let shown = sheet.texts().any(|text| text.code == code);
        let hidden = given.map(|(_, value)| value.as_str()).filter(|_| !shown);
        if shown { Some(form.value(code)) } else { hidden }
    };
    let changes = match sheet.noun.read(typed) {
        Ok(changes) => changes,
        Err(wrong) => {
            for (field, error) in wrong {
                match sheet.noun.field(field).map(|field| field.shape) {
                    Some(Shape::Link) if error == FieldError::Unreadable => {
                        form.refuse(field, "together-unreadable-link")
                    }
                    Some(Shape::Day) if error == FieldError::Unreadable => {
                        form.refuse(field, "together-unreadable-day")
                    }
                    _ => refuse(&mut form, field, error),
                }
            }
            return ctx.again(&scene.page(ctx, sheet, &form));
        }
    };
    if !form.is_fine() {
        return ctx.again(&scene.page(ctx, sheet, &form));
    }
    let entry = sheet.entry.unwrap_or_else(|| EntryId::new(form.id));
    let seen = form.value("seen").parse().unwrap_or(0);
    match workspace::write(&ctx.app, caller, sheet.place, (sheet.noun, entry), (seen, changes)).await {
        Ok(written) if !written.disputed.is_empty() && sheet.entry.is_some() => to(&sheet.action),
        Ok(_) if sheet.back.is_empty() => to(&super::path_of(sheet.place, sheet.noun, entry)),
        Ok(_) => to(&sheet.back),
        Err(Error::Invalid(why @ programs::MORE_THAN_CAME)) => {
            form.refuse("links", why);
            ctx.again(&scene.page(ctx, sheet, &form))
        }
        Err(error @ Error::Invalid(_)) => {
            form.refuse_deed(&error);
            ctx.again(&scene.page(ctx, sheet, &form))
        }
        Err(error) => Err(error.into()),
    }
}

/// Names what is wrong with a field, and what to do.
pub(super) fn refuse(form: &mut Form, field: &'static str, error: FieldError) {
    match error {
        FieldError::Text(TextError::TooLong { max }) => {
            form.refuse_with(field, "field-too-long", vec![("max", max.into())]);
        }
        FieldError::Text(_) => form.refuse(field, "field-characters"),
        FieldError::TooMuch(most) => form.refuse_with(field, "together-too-much", vec![("most", most.into())]),
        FieldError::TooLittle(least) => form.refuse_with(field, "together-too-little", vec![("least", least.into())]),
        FieldError::Unreadable => form.refuse(field, "together-unreadable"),
        FieldError::Person(Likeness::Phone) => form.refuse(field, "together-looks-like-phone"),
        FieldError::Person(Likeness::Email) => form.refuse(field, "together-looks-like-email"),
        FieldError::Person(Likeness::RecordNumber) => form.refuse(field, "together-looks-like-record"),
        FieldError::Person(Likeness::Street) => form.refuse(field, "together-looks-like-street"),
        FieldError::Person(Likeness::BirthDate) => form.refuse(field, "together-looks-like-birth"),
    }
}
