//! A visitor at a real node: cookies, forms and pages, over a connection for each.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpStream;

/// One browser.
pub struct Visitor {
    address: String,
    cookies: BTreeMap<String, String>,
}

/// What came back.
pub struct Got {
    pub status: u16,
    pub location: String,
    pub body: String,
}

impl Got {
    /// The value of a hidden field.
    pub fn field(&self, name: &str) -> String {
        let (_, rest) = self.body.split_once(&format!("name=\"{name}\" value=\"")).unwrap_or_default();
        rest.split('"').next().unwrap_or_default().to_owned()
    }
}

impl Visitor {
    pub fn at(address: &str) -> Self {
        Self { address: address.to_owned(), cookies: BTreeMap::new() }
    }
    pub fn get(&mut self, path: &str) -> Got {
        self.ask(&format!("GET {path} HTTP/1.0\r\n"), "")
    }
    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Got {
        let body = serde_urlencoded::to_string(fields).unwrap();
        let kind = "content-type: application/x-www-form-urlencoded\r\nsec-fetch-site: same-origin\r\n";
        self.ask(&format!("POST {path} HTTP/1.0\r\n{kind}content-length: {}\r\n", body.len()), &body)
    }

    fn ask(&mut self, head: &str, body: &str) -> Got {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut connection = TcpStream::connect(&self.address).unwrap();
        write!(connection, "{head}host: {}\r\ncookie: {}\r\n\r\n{body}", self.address, cookies.join("; ")).unwrap();
        let mut answer = String::new();
        connection.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let mut got = Got { status: head[9..12].parse().unwrap(), location: String::new(), body: body.to_owned() };
        for line in head.lines().skip(1) {
            match line.split_once(": ").unwrap() {
                ("location", to) => to.clone_into(&mut got.location),
                ("set-cookie", cookie) => self.keep(cookie),
                _ => {}
            }
        }
        got
    }

    fn keep(&mut self, cookie: &str) {
        let (name, rest) = cookie.split_once('=').unwrap();
        if cookie.contains("Max-Age=0") {
            self.cookies.remove(name);
        } else {
            self.cookies.insert(name.to_owned(), rest.split(';').next().unwrap().to_owned());
        }
    }
}
