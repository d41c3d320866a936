//! A form that brings a file: it goes to a file as it arrives, so that memory does not grow with it.

use crate::form::Fields;
use crate::problem::{Face, Problem};
use app::directory::MOST_BYTES;
use axum::body::Body;
use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::header;
use axum::http::request::Parts;
use multer::{Constraints, Multipart, SizeLimit};
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tempfile::TempPath;
use tokio::time::timeout;

/// A file that takes longer to arrive is given up.
const SLOWEST: Duration = Duration::from_secs(300);
/// Longest other field.
const LONGEST_FIELD: u64 = 4 * 1024;
/// Most other fields.
const MOST_FIELDS: usize = 20;

/// How the name of a file begins that arrived.
pub(crate) const UPLOADED: &str = "upload-";

/// A file as it arrived.
pub(crate) struct Arrived {
    /// Where it lies; it goes with this.
    pub path: TempPath,
    /// How long it is, in bytes.
    pub size: u64,
}

/// The file of a form, for its handler to take.
#[derive(Clone)]
pub(crate) struct GivenFile(Arc<Mutex<Option<Arrived>>>);

impl GivenFile {
    /// Takes it; whoever asks again gets nothing.
    pub(crate) fn take(&self) -> Option<Arrived> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl<S: Send + Sync> FromRequestParts<S> for GivenFile {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        parts.extensions.get::<Self>().cloned().ok_or(Problem::NotFound)
    }
}

impl<S: Send + Sync> OptionalFromRequestParts<S> for GivenFile {
    type Rejection = std::convert::Infallible;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Option<Self>, Self::Rejection> {
        Ok(parts.extensions.get::<Self>().cloned())
    }
}

/// Reads the fields of a form, and the file into this folder. A form without one (what was typed and held while somebody signed in again) is
/// read as any other.
pub(super) async fn read(parts: &Parts, body: Body, folder: &Path) -> Result<(Fields, GivenFile), Face> {
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("");
    if kind.starts_with("application/x-www-form-urlencoded") {
        let bytes = timeout(super::SLOWEST_BODY, axum::body::to_bytes(body, super::LONGEST_BODY)).await;
        let bytes = bytes.map_err(|_| Face::unreadable())?.map_err(|_| Face::too_large())?;
        let fields = Fields::read(&bytes).ok_or(Face::unreadable())?;
        return Ok((fields, GivenFile(Arc::default())));
    }
    let boundary = multer::parse_boundary(kind).map_err(|_| Face::unreadable())?;
    let limits =
        SizeLimit::new().whole_stream(MOST_BYTES + (1 << 20)).per_field(LONGEST_FIELD).for_field("file", MOST_BYTES);
    let limits = Constraints::new().size_limit(limits);
    let form = Multipart::with_constraints(body.into_data_stream(), boundary, limits);
    match timeout(SLOWEST, parted(form, folder)).await {
        Err(_) => Err(Face::unreadable()),
        Ok(Ok(read)) => Ok(read),
        Ok(Err(Trouble::Large)) => Err(Face::too_large()),
        Ok(Err(Trouble::Unreadable)) => Err(Face::unreadable()),
    }
}

enum Trouble {
    Large,
    Unreadable,
}

impl From<multer::Error> for Trouble {
    fn from(error: multer::Error) -> Self {
        match error {
            multer::Error::FieldSizeExceeded { .. } | multer::Error::StreamSizeExceeded { .. } => Self::Large,
            _ => Self::Unreadable,
        }
    }
}

impl From<std::io::Error> for Trouble {
    fn from(_: std::io::Error) -> Self {
        Self::Unreadable
    }
}

/// The ending by which a reader of files knows what is packed.
fn ending(name: &str) -> &'static str {
    let lower = name.to_ascii_lowercase();
    [".csv.gz", ".gz", ".zip", ".json", ".csv"].into_iter().find(|end| lower.ends_with(end)).unwrap_or(".csv")
}

async fn parted(mut form: Multipart<'_>, folder: &Path) -> Result<(Fields, GivenFile), Trouble> {
    let (mut pairs, mut given) = (Vec::new(), None);
    while let Some(mut field) = form.next_field().await? {
        let name = field.name().unwrap_or("").to_owned();
        if name != "file" {
            if pairs.len() >= MOST_FIELDS {
                return Err(Trouble::Large);
            }
            pairs.push((name, field.text().await?));
            continue;
        }
        let end = ending(field.file_name().unwrap_or(""));
        let mut file = tempfile::Builder::new().prefix(UPLOADED).suffix(end).tempfile_in(folder)?;
        let mut size = 0_u64;
        while let Some(chunk) = field.chunk().await? {
            size += chunk.len() as u64;
            file.write_all(&chunk)?;
        }
        file.flush()?;
        given = Some(Arrived { path: file.into_temp_path(), size });
    }
    Ok((Fields::of(pairs), GivenFile(Arc::new(Mutex::new(given)))))
}
