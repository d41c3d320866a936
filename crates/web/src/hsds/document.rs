//! The objects of HSDS 3.0, made from the service lists.

use super::terms;
use crate::texts::Tongue;
use app::directory::listing::SourceKey;
use app::listings::ServiceList;
use domain::day::Day;
use domain::language::LanguageCode;
use domain::listing::{Cost, Hours, Listing, Offered, Room, Site};
use domain::org::{Language, OrgKind};
use serde_json::{Map, Value, json};

/// Everything that is published, nested as HSDS has it.
pub(super) struct Published {
    t: Tongue,
    lists: Vec<ServiceList>,
}

/// An id that is the same at every answer: of what it belongs to, and which of its parts it is.
pub(super) fn id(of: impl std::fmt::Display, part: &str) -> String {
    SourceKey { source: format!("hsds-out:{part}"), id: of.to_string() }.uuid().to_string()
}

fn uuid(bytes: [u8; 16]) -> String {
    uuid::Uuid::from_bytes(bytes).to_string()
}

/// Without what is empty: HSDS leaves out what nobody says.
pub(super) fn object(pairs: Vec<(&str, Value)>) -> Value {
    let is_said = |value: &Value| match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(all) => !all.is_empty(),
        _ => true,
    };
    Value::Object(
        pairs.into_iter().filter(|(_, value)| is_said(value)).map(|(k, v)| (k.to_owned(), v)).collect::<Map<_, _>>(),
    )
}

impl Published {
    /// Of these lists.
    pub(super) fn of(lists: Vec<ServiceList>) -> Self {
        Self { t: Tongue::new(Language::En, "UTC"), lists }
    }

    fn lines(&self) -> impl Iterator<Item = (&ServiceList, &Listing)> {
        self.lists.iter().flat_map(|list| list.lines.iter().map(move |line| (list, line)))
    }

    fn phone(&self, owner: &str, number: &str, what: &str, field: &str, of: &str) -> Value {
        object(vec![
            ("id", json!(id(owner, &format!("phone:{number}")))),
            (field, json!(of)),
            ("number", json!(number)),
            ("type", json!("voice")),
            ("description", json!(what)),
        ])
    }

    fn languages<'a>(&self, owner: &str, field: &str, all: impl Iterator<Item = &'a LanguageCode>) -> Vec<Value> {
        all.map(|code| {
            object(vec![
                ("id", json!(id(owner, &format!("language:{code}")))),
                (field, json!(owner)),
                ("code", json!(code.as_str())),
                ("name", json!(self.t.language_named(code.as_str()))),
            ])
        })
        .collect()
    }

    fn schedule(&self, owner: &str, hours: &Hours) -> Vec<Value> {
        let Hours::Weekly(week) = hours else {
            return vec![object(vec![
                ("id", json!(id(owner, "schedule"))),
                ("service_id", json!(owner)),
                ("description", json!(self.t.label(hours.kind()))),
            ])];
        };
        let days: Vec<String> = week.days().iter().map(|day| day.code().to_uppercase()).collect();
        let clock = |at: domain::listing::ClockTime| format!("{:02}:{:02}", at.hour(), at.minute());
        vec![object(vec![
            ("id", json!(id(owner, "schedule"))),
            ("service_id", json!(owner)),
            ("freq", json!("WEEKLY")),
            ("byday", json!(days.join(","))),
            ("opens_at", json!(clock(week.from()))),
            ("closes_at", json!(clock(week.to()))),
        ])]
    }

    fn description(&self, list: &ServiceList) -> String {
        let about = list.profile.about.in_language(Language::En);
        if about.is_empty() { self.t.label(list.kind).into_owned() } else { about.to_owned() }
    }

    /// An organization without what belongs to it.
    fn organization_alone(&self, list: &ServiceList) -> Vec<(&'static str, Value)> {
        vec![
            ("id", json!(uuid(list.org.bytes()))),
            ("name", json!(list.name.as_str())),
            ("description", json!(self.description(list))),
        ]
    }

    /// Its phones.
    fn organization_phones(&self, list: &ServiceList) -> Vec<Value> {
        let org = uuid(list.org.bytes());
        let own = self.phone(&org, list.phone.as_str(), "Office", "organization_id", &org);
        let hotline = list
            .hotline
            .as_ref()
            .map(|line| self.phone(&org, line.as_str(), "Hotline, day and night", "organization_id", &org));
        [own].into_iter().chain(hotline).collect()
    }

    /// A place that anybody may go to: of health centers alone.
    fn location(&self, list: &ServiceList, site: &Site) -> Value {
        let (org, place) = (uuid(list.org.bytes()), uuid(site.id.bytes()));
        let phones = site.phone.as_ref().map(|phone| self.phone(&place, phone.as_str(), "Site", "location_id", &place));
        object(vec![
            ("id", json!(place)),
            ("location_type", json!("physical")),
            ("organization_id", json!(org)),
            ("name", json!(site.name.as_str())),
            ("description", json!(site.remark.in_language(Language::En))),
            (
                "addresses",
                Value::Array(
                    site.address.as_ref().and_then(|text| address(&place, text.as_str())).into_iter().collect(),
                ),
            ),
            ("phones", Value::Array(phones.into_iter().collect())),
        ])
    }

    fn locations(&self, list: &ServiceList) -> Vec<Value> {
        if list.kind == OrgKind::Advocacy {
            return Vec::new();
        }
        list.sites.iter().map(|site| self.location(list, site)).collect()
    }

    fn service_alone(&self, list: &ServiceList, line: &Listing) -> Vec<(&'static str, Value)> {
        let name = match &line.what {
            Offered::Coded(service) => self.t.label(service).into_owned(),
            Offered::Own(own) => own.in_language(Language::En).to_string(),
        };
        let said = |codes: Vec<String>| codes.join(", ");
        let checked = line.verified_at.map(|at| Day::of(at, "UTC").code()).unwrap_or_default();
        vec![
            ("id", json!(uuid(line.id.bytes()))),
            ("organization_id", json!(uuid(list.org.bytes()))),
            ("name", json!(name)),
            ("description", json!(line.remark.in_language(Language::En))),
            ("status", json!("active")),
            ("application_process", json!(said(line.reach.iter().map(|one| self.t.label(one).into_owned()).collect()))),
            ("fees_description", json!(self.t.label(line.cost))),
            (
                "wait_time",
                json!(if line.room == Room::Open { String::new() } else { self.t.label(line.room).into_owned() }),
            ),
            (
                "eligibility_description",
                json!(said(line.eligibility.iter().map(|one| self.t.label(one).into_owned()).collect())),
            ),
            ("assured_date", json!(checked)),
        ]
    }

    /// Where a service is given: nowhere where its organization is one of advocacy.
    fn at(&self, list: &ServiceList, line: &Listing, with_location: bool) -> Option<Value> {
        let site = list.site(line).filter(|_| list.kind == OrgKind::HealthCenter)?;
        let mut pairs = vec![
            ("id", json!(id(line.id, "at"))),
            ("service_id", json!(uuid(line.id.bytes()))),
            ("location_id", json!(uuid(site.id.bytes()))),
        ];
        if with_location {
            pairs.push(("location", self.location(list, site)));
        }
        Some(object(pairs))
    }

    /// What it costs; nothing where that is said when somebody calls.
    fn cost(&self, own: &str, cost: Cost) -> Option<Value> {
        let amount = match cost {
            Cost::Free => Some(0),
            Cost::SlidingFee | Cost::Insurance => None,
            Cost::Ask => return None,
        };
        Some(object(vec![
            ("id", json!(id(own, "cost"))),
            ("service_id", json!(own)),
            ("amount", json!(amount)),
            ("currency", json!(amount.map(|_| "USD"))),
            ("amount_description", json!(self.t.label(cost))),
        ]))
    }

    /// A service with everything that belongs to it.
    fn service_whole(&self, list: &ServiceList, line: &Listing) -> Value {
        let own = uuid(line.id.bytes());
        let phones = line.phone.as_ref().map(|phone| self.phone(&own, phone.as_str(), "", "service_id", &own));
        let mut pairs = self.service_alone(list, line);
        pairs.extend([
            ("phones", Value::Array(phones.into_iter().collect())),
            ("schedules", Value::Array(self.schedule(&own, &line.hours))),
            ("service_at_locations", Value::Array(self.at(list, line, true).into_iter().collect())),
            ("languages", Value::Array(self.languages(&own, "service_id", line.languages.iter()))),
            ("cost_options", Value::Array(self.cost(&own, line.cost).into_iter().collect())),
            ("organization", object(self.organization_alone(list))),
            ("attributes", Value::Array(terms::of_service(&self.t, line, &own))),
        ]);
        object(pairs)
    }

    /// Organizations, without what belongs to them.
    pub(super) fn organizations(&self) -> Vec<Value> {
        self.lists.iter().map(|list| object(self.organization_alone(list))).collect()
    }
    /// Organizations, with their phones, places and the ids of their services.
    pub(super) fn whole_organizations(&self) -> Vec<Value> {
        let whole = |list: &ServiceList| {
            let mut pairs = self.organization_alone(list);
            let services: Vec<Value> = list.lines.iter().map(|line| object(self.service_alone(list, line))).collect();
            pairs.extend([
                ("phones", Value::Array(self.organization_phones(list))),
                ("locations", Value::Array(self.locations(list))),
                ("services", Value::Array(services)),
                ("attributes", Value::Array(terms::of_organization(&self.t, &list.profile, &uuid(list.org.bytes())))),
            ]);
            object(pairs)
        };
        self.lists.iter().map(whole).collect()
    }
    /// Services, with their organization alone.
    pub(super) fn services(&self) -> Vec<Value> {
        self.lines()
            .map(|(list, line)| {
                let mut pairs = self.service_alone(list, line);
                pairs.push(("organization", object(self.organization_alone(list))));
                object(pairs)
            })
            .collect()
    }
    /// Services with everything.
    pub(super) fn whole_services(&self) -> Vec<Value> {
        self.lines().map(|(list, line)| self.service_whole(list, line)).collect()
    }
    /// Services at places, each with its place.
    pub(super) fn service_at_locations(&self) -> Vec<Value> {
        self.lines().filter_map(|(list, line)| self.at(list, line, true)).collect()
    }

    /// The taxonomies of this product's codes.
    pub(super) fn taxonomies(&self) -> Vec<Value> {
        terms::taxonomies()
    }
    /// Their terms.
    pub(super) fn taxonomy_terms(&self) -> Vec<Value> {
        terms::terms(&self.t)
    }
}

/// An address of one line, "12 Lake Street, Chicago, IL 60614", in its parts, with a comma before the ZIP too; nothing where it
/// has not all of them, since HSDS takes no address without.
fn address(place: &str, text: &str) -> Option<Value> {
    let (before, zip) = text.trim().rsplit_once([' ', ','])?;
    let (before, state) = before.trim_end_matches([' ', ',']).rsplit_once(',')?;
    let (street, city) = before.rsplit_once(',')?;
    let state = state.trim();
    if state.len() != 2 || !zip.starts_with(|one: char| one.is_ascii_digit()) {
        return None;
    }
    Some(object(vec![
        ("id", json!(id(place, "address"))),
        ("location_id", json!(place)),
        ("address_1", json!(street.trim())),
        ("city", json!(city.trim())),
        ("state_province", json!(state)),
        ("postal_code", json!(zip)),
        ("country", json!("US")),
        ("address_type", json!("physical")),
    ]))
}
