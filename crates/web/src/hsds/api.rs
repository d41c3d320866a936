//! The answers of the read-only API, in pages as HSDS has them.

use super::document::Published;
use crate::ctx::Ctx;
use crate::page::{Answer, Id, Page};
use crate::problem::Problem;
use axum::extract::Query;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

/// Most objects of a page.
const MOST: usize = 200;
/// Objects of a page where nobody says how many.
const USUAL: usize = 50;
const JSON: &str = "application/json";

/// Which page is asked for.
#[derive(Debug, Deserialize)]
pub(super) struct Paging {
    page: Option<usize>,
    per_page: Option<usize>,
}

pub(super) async fn published(ctx: &Ctx) -> Result<Published, app::Error> {
    Ok(Published::of(app::published::lists(&ctx.app).await?))
}

fn answer(value: &Value) -> Answer {
    Ok(Page::text(JSON, value.to_string()))
}

fn paged(all: Vec<Value>, paging: &Paging) -> Answer {
    let size = paging.per_page.unwrap_or(USUAL).clamp(1, MOST);
    let (total, number) = (all.len(), paging.page.unwrap_or(1).max(1));
    let pages = total.div_ceil(size).max(1);
    let contents: Vec<Value> = all.into_iter().skip((number - 1).saturating_mul(size)).take(size).collect();
    answer(&json!({
        "total_items": total,
        "total_pages": pages,
        "page_number": number,
        "size": contents.len(),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": contents.is_empty(),
        "contents": contents,
    }))
}

fn one(all: Vec<Value>, id: Uuid) -> Answer {
    let id = id.to_string();
    let found = all.into_iter().find(|value| value["id"] == id.as_str()).ok_or(Problem::NotFound)?;
    answer(&found)
}

/// `GET /hsds`: which version this is, and where it is described.
pub(super) async fn about() -> Answer {
    answer(&json!({
        "version": "3.0",
        "profile": "https://docs.openreferral.org/en/3.0/hsds/",
        "openapi_url": "/hsds/openapi.json",
    }))
}

/// `GET /hsds/openapi.json`.
pub(super) async fn openapi() -> Answer {
    Ok(Page::text(JSON, include_str!("openapi.json").to_owned()))
}

/// `GET /hsds/organizations`.
pub(super) async fn organizations(ctx: Ctx, Query(paging): Query<Paging>) -> Answer {
    paged(published(&ctx).await?.organizations(), &paging)
}

/// `GET /hsds/organizations/{id}`.
pub(super) async fn organization(ctx: Ctx, Id(id): Id<Uuid>) -> Answer {
    one(published(&ctx).await?.whole_organizations(), id)
}

/// `GET /hsds/services`.
pub(super) async fn services(ctx: Ctx, Query(paging): Query<Paging>) -> Answer {
    paged(published(&ctx).await?.services(), &paging)
}

/// `GET /hsds/services/{id}`.
pub(super) async fn service(ctx: Ctx, Id(id): Id<Uuid>) -> Answer {
    one(published(&ctx).await?.whole_services(), id)
}

/// `GET /hsds/service_at_locations`.
pub(super) async fn service_at_locations(ctx: Ctx, Query(paging): Query<Paging>) -> Answer {
    paged(published(&ctx).await?.service_at_locations(), &paging)
}

/// `GET /hsds/service_at_locations/{id}`.
pub(super) async fn service_at_location(ctx: Ctx, Id(id): Id<Uuid>) -> Answer {
    one(published(&ctx).await?.service_at_locations(), id)
}

/// `GET /hsds/taxonomies`.
pub(super) async fn taxonomies(ctx: Ctx, Query(paging): Query<Paging>) -> Answer {
    paged(published(&ctx).await?.taxonomies(), &paging)
}

/// `GET /hsds/taxonomies/{id}`.
pub(super) async fn taxonomy(ctx: Ctx, Id(id): Id<Uuid>) -> Answer {
    one(published(&ctx).await?.taxonomies(), id)
}

/// `GET /hsds/taxonomy_terms`.
pub(super) async fn taxonomy_terms(ctx: Ctx, Query(paging): Query<Paging>) -> Answer {
    paged(published(&ctx).await?.taxonomy_terms(), &paging)
}

/// `GET /hsds/taxonomy_terms/{id}`.
pub(super) async fn taxonomy_term(ctx: Ctx, Id(id): Id<Uuid>) -> Answer {
    one(published(&ctx).await?.taxonomy_terms(), id)
}
