//! Which table is which, and which column is which, over the versions of HSDS and beside it.

/// A table that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Kind {
    Organization,
    Location,
    Service,
    /// A service at a location.
    Offer,
    Address,
    Phone,
    Schedule,
    Language,
    /// A term of a taxonomy on something else.
    Term,
    /// What a service costs.
    Cost,
    Area,
}

impl Kind {
    /// By the file's name without its ending, or the name of an array in JSON.
    pub(super) fn of(name: &str) -> Option<Self> {
        Some(match name {
            "organization" | "organizations" => Self::Organization,
            "location" | "locations" => Self::Location,
            "service" | "services" => Self::Service,
            "service_at_location" | "services_at_location" | "service_at_locations" | "services_at_locations" => {
                Self::Offer
            }
            "address" | "addresses" | "physical_address" | "physical_addresses" => Self::Address,
            "phone" | "phones" => Self::Phone,
            "schedule" | "schedules" | "regular_schedule" | "regular_schedules" => Self::Schedule,
            "language" | "languages" => Self::Language,
            "service_taxonomy" | "services_taxonomy" | "attribute" | "attributes" => Self::Term,
            "cost_option" | "cost_options" => Self::Cost,
            "service_area" | "service_areas" => Self::Area,
            _ => return None,
        })
    }

    /// The table's name in singular: what raw exports put before a column.
    pub(super) const fn singular(self) -> &'static str {
        match self {
            Self::Organization => "organization",
            Self::Location => "location",
            Self::Service => "service",
            Self::Offer => "service_at_location",
            Self::Address => "address",
            Self::Phone => "phone",
            Self::Schedule => "schedule",
            Self::Language => "language",
            Self::Term => "attribute",
            Self::Cost => "cost_option",
            Self::Area => "service_area",
        }
    }

    /// The columns that are understood.
    const fn known(self) -> &'static [&'static str] {
        match self {
            Self::Organization => {
                &["id", "name", "alternate_name", "description", "website", "phones", "assured_date", "last_modified"]
            }
            Self::Location => &[
                "id",
                "organization_id",
                "name",
                "alternate_name",
                "description",
                "latitude",
                "longitude",
                "location_type",
                "languages",
                "address",
                "address_1",
                "phones",
                "website",
                "virtual",
                "short_desc",
            ],
            Self::Service => &[
                "id",
                "organization_id",
                "location_id",
                "name",
                "alternate_name",
                "description",
                "website",
                "status",
                "fees",
                "languages",
                "eligibility",
                "eligibility_description",
                "alert",
                "interpretation_services",
                "keywords",
                "taxonomy_ids",
                "service_areas",
                "phones",
                "areas",
                "problem_codes",
                "assured_date",
                "last_modified",
            ],
            Self::Offer => &["id", "service_id", "location_id", "description"],
            Self::Address => &[
                "id",
                "location_id",
                "address_1",
                "address_2",
                "city",
                "state_province",
                "postal_code",
                "country",
                "address_type",
            ],
            Self::Phone => &[
                "id",
                "location_id",
                "service_id",
                "organization_id",
                "contact_id",
                "service_at_location_id",
                "number",
                "extension",
                "type",
                "language",
                "description",
                "vanity_number",
                "department",
            ],
            Self::Schedule => &[
                "id",
                "service_id",
                "location_id",
                "service_at_location_id",
                "weekday",
                "byday",
                "freq",
                "interval",
                "opens_at",
                "closes_at",
                "description",
                "valid_to",
                "until",
            ],
            Self::Language => &["id", "service_id", "location_id", "phone_id", "name", "code", "language"],
            Self::Term => &[
                "id",
                "service_id",
                "link_id",
                "link_entity",
                "taxonomy_term_id",
                "taxonomy_id",
                "value",
                "label",
                "name",
            ],
            Self::Cost => &["id", "service_id", "option", "amount", "amount_description"],
            Self::Area => &["id", "service_id", "service_at_location_id", "name", "description", "service_area"],
        }
    }
}

/// Columns of HSDS that say nothing for the directory. They are left out without a word; any other column is named in the
/// report.
const LEFT_OUT: &[&str] = &[
    "email",
    "tax_status",
    "tax_id",
    "year_incorporated",
    "date_incorporated",
    "legal_status",
    "logo",
    "uri",
    "parent_organization_id",
    "program_id",
    "program",
    "application_process",
    "wait_time",
    "accreditations",
    "licenses",
    "minimum_age",
    "maximum_age",
    "min_age",
    "max_age",
    "assured_date",
    "assurer_email",
    "last_modified",
    "fees_description",
    "transportation",
    "external_identifier",
    "external_identifier_type",
    "attention",
    "region",
    "valid_from",
    "valid_to",
    "dtstart",
    "timezone",
    "until",
    "count",
    "wkst",
    "byweekno",
    "bymonthday",
    "byyearday",
    "schedule_link",
    "attending_type",
    "notes",
    "note",
    "link_type",
    "currency",
    "extent",
    "extent_type",
    "accessibility",
    "admin_emails",
    "funding_sources",
    "accepted_payments",
    "audience",
    "required_documents",
    "country_prefix",
    "additional_information",
    "income_limit",
    "require_veteran",
    "military_status",
    "immigration_status",
    "incarceration_status",
    "organization_name",
];

/// Columns of a taxonomy, over the versions of HSDS, that say nothing for the directory.
pub(super) const OF_TERMS: &[&str] = &[
    "code",
    "description",
    "facet",
    "id",
    "language",
    "parent_id",
    "parent_name",
    "taxonomy",
    "taxonomy_detail",
    "taxonomy_id",
    "term_uri",
    "uri",
    "version",
    "vocabulary",
];

/// The name under which a column is understood: nothing for one that is left out, the column itself in `Err` for one that
/// nobody here knows.
pub(super) fn column(kind: Kind, name: &str) -> Result<Option<&'static str>, String> {
    let own = name.strip_prefix(kind.singular()).and_then(|rest| rest.strip_prefix('_'));
    let uuid = name.strip_suffix("uuid").map(|rest| format!("{rest}id"));
    let own_uuid = own.and_then(|own| own.strip_suffix("uuid")).map(|rest| format!("{rest}id"));
    let names = [Some(name.to_owned()), uuid, own.map(str::to_owned), own_uuid];
    for name in names.into_iter().flatten() {
        let name = match (kind, name.as_str()) {
            (Kind::Organization | Kind::Location | Kind::Service, "url") => "website",
            (Kind::Location, "address") => "address_1",
            (Kind::Phone, "number_type") => "type",
            (Kind::Term, "term") => "name",
            (_, other) => other,
        };
        if let Some(known) = kind.known().iter().find(|known| **known == name) {
            return Ok(Some(known));
        }
        if LEFT_OUT.contains(&name) {
            return Ok(None);
        }
    }
    Err(name.to_owned())
}
