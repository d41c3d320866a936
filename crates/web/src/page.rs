//! Answers: a page, a page with errors, or the way to another page.

use crate::ctx::Ctx;
use crate::problem::Problem;
use askama::Template;
use axum::body::Body;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::ids::{
    AffiliationId, BatchId, CertificateId, ConsultId, EntryId, FeedId, InvitationId, LineId, ListingId, MandateId,
    MemberId, NoteId, OrgId, PartnershipId, ReferralId, ReleaseId, SessionId, SiteId,
};

/// What a handler answers.
pub type Answer = Result<Page, Problem>;

/// A response that is meant to be.
#[derive(Debug)]
pub struct Page(Response);

impl Page {
    /// 303 to a path of ours.
    #[must_use]
    pub fn to(path: &str) -> Self {
        let mut response = StatusCode::SEE_OTHER.into_response();
        let path = HeaderValue::from_str(path).unwrap_or(HeaderValue::from_static("/"));
        response.headers_mut().insert(header::LOCATION, path);
        Self(response)
    }
    /// Nothing to show: 204.
    #[must_use]
    pub fn nothing() -> Self {
        Self(StatusCode::NO_CONTENT.into_response())
    }
    /// A rendered text that is not a page of HTML, offered as a file with a neutral name.
    #[must_use]
    pub fn file(name: &str, kind: &'static str, bytes: Vec<u8>) -> Self {
        let mut response = bytes.into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        if let Ok(value) = HeaderValue::try_from(format!("attachment; filename=\"{name}\"")) {
            headers.insert(header::CONTENT_DISPOSITION, value);
        }
        Self(response)
    }
    /// The same, of a file that is written while it is sent.
    pub(crate) fn long_file(name: &str, kind: &'static str, body: Body) -> Self {
        let mut page = Self::file(name, kind, Vec::new());
        page.0.headers_mut().remove(header::CONTENT_LENGTH);
        *page.0.body_mut() = body;
        page
    }
    /// A text for programs.
    pub(crate) fn text(kind: &'static str, text: String) -> Self {
        Self(([(header::CONTENT_TYPE, HeaderValue::from_static(kind))], text).into_response())
    }
    pub(crate) fn html(status: StatusCode, html: String) -> Self {
        let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"))];
        Self((status, kind, html).into_response())
    }
    /// Adds a cookie.
    #[must_use]
    pub(crate) fn with_cookie(mut self, cookie: HeaderValue) -> Self {
        self.0.headers_mut().append(header::SET_COOKIE, cookie);
        self
    }
    pub(crate) fn response_mut(&mut self) -> &mut Response {
        &mut self.0
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        self.0
    }
}

impl Ctx {
    /// A page.
    ///
    /// # Errors
    /// [`Problem`] when the template fails, which is a bug.
    pub fn show<T: Template>(&self, view: &T) -> Answer {
        render(StatusCode::OK, view)
    }
    /// A form again, with what was typed and what is wrong: 422.
    ///
    /// # Errors
    /// As [`Ctx::show`].
    pub fn again<T: Template>(&self, view: &T) -> Answer {
        render(StatusCode::UNPROCESSABLE_ENTITY, view)
    }
}

pub(crate) fn render<T: Template>(status: StatusCode, view: &T) -> Answer {
    Ok(Page::html(status, view.render().map_err(|_| Problem::Template)?))
}

/// The `{id}` of a path, as the id of a noun: `Id(id): Id<ReferralId>`. What is none is a page that does not exist.
#[derive(Debug, Clone, Copy)]
pub struct Id<T>(pub T);

/// An id that can stand in a path.
pub trait PathId: Sized {
    /// Reads it.
    fn read(text: &str) -> Option<Self>;
}

macro_rules! path_ids {
    ($($id:ty),+ $(,)?) => {$(
        impl PathId for $id {
            fn read(text: &str) -> Option<Self> {
                Self::parse(text)
            }
        }
    )+};
}
path_ids!(
    AffiliationId,
    BatchId,
    CertificateId,
    MandateId,
    MemberId,
    PartnershipId,
    ReferralId,
    NoteId,
    ReleaseId,
    SessionId,
    InvitationId,
    LineId,
    ConsultId,
    EntryId,
    OrgId,
    ListingId,
    SiteId,
    FeedId
);

/// What is of the directory: ids that are made of what others publish.
impl PathId for uuid::Uuid {
    fn read(text: &str) -> Option<Self> {
        Self::try_parse(text).ok()
    }
}

impl PathId for u32 {
    fn read(text: &str) -> Option<Self> {
        // One way to write a number, so that one page has one address.
        text.parse::<Self>().ok().filter(|number| number.to_string() == text)
    }
}

impl PathId for domain::referral::Direction {
    fn read(text: &str) -> Option<Self> {
        Self::parse(text).ok()
    }
}

impl<S: Send + Sync, T: PathId> FromRequestParts<S> for Id<T> {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Path(text) = Path::<String>::from_request_parts(parts, state).await.map_err(|_| Problem::NotFound)?;
        T::read(&text).map(Self).ok_or(Problem::NotFound)
    }
}

/// Two ids of a path, in its order: `Ids(id, line): Ids<ReferralId, LineId>`.
#[derive(Debug, Clone, Copy)]
pub struct Ids<T, U>(pub T, pub U);

impl<S: Send + Sync, T: PathId, U: PathId> FromRequestParts<S> for Ids<T, U> {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let read = Path::<(String, String)>::from_request_parts(parts, state).await;
        let Path((first, second)) = read.map_err(|_| Problem::NotFound)?;
        T::read(&first).zip(U::read(&second)).map(|(first, second)| Self(first, second)).ok_or(Problem::NotFound)
    }
}
