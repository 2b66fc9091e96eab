//! Answers browsers: files of the site, and news for pages that are open.

use std::future::Future;
use std::io;
use std::net::{IpAddr, TcpListener};
use std::pin::Pin;
use std::sync::mpsc::Sender;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, Response, StatusCode, header};
use tokio::sync::watch;

use super::Shared;
use super::event::Event;
use super::page::{self, OWN};
use super::site::Answer;

/// A browser that waits for news is answered after this time even if there is none.
const PATIENCE: Duration = Duration::from_secs(25);

/// Begins to answer, on a thread of its own, until `stopped`.
pub fn start(
    listener: TcpListener,
    shared: Arc<Shared>,
    mut stopped: watch::Receiver<bool>,
    ctrl_c: Option<Sender<Event>>,
) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let interrupt: Pin<Box<dyn Future<Output = ()> + Send>> = match ctrl_c {
        None => Box::pin(std::future::pending()),
        Some(told) => Box::pin(async move {
            if tokio::signal::ctrl_c().await.is_err() {
                std::future::pending::<()>().await;
            }
            // Nobody listens if all has ended already.
            let _ = told.send(Event::Ended);
        }),
    };
    let work = async move {
        let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
        let router = Router::new().fallback(answer).with_state(shared);
        tokio::select! {
            _ = async { axum::serve(listener, router).await } => {}
            _ = stopped.wait_for(|stopped| *stopped) => {}
            () = interrupt => {}
        }
    };
    std::thread::spawn(move || {
        runtime.block_on(work);
        // Pages that are being made are of no use to anybody now.
        runtime.shutdown_background();
    });
    Ok(())
}

async fn answer(State(shared): State<Arc<Shared>>, request: Request) -> Response<Body> {
    if !is_known_host(request.headers()) {
        return plain(
            StatusCode::FORBIDDEN,
            "This name does not belong to this computer. Use the address that the terminal shows.",
        );
    }
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return plain(StatusCode::METHOD_NOT_ALLOWED, "Pages can be read here, and nothing else.");
    }
    let path = decoded(request.uri().path());
    match path.strip_prefix(OWN) {
        Some("reload.js") => own("text/javascript; charset=utf-8", page::SCRIPT),
        Some("panel.css") => own("text/css; charset=utf-8", page::STYLE),
        Some("news") => news(shared, request.uri().query().unwrap_or("")).await,
        _ => file(shared, path).await,
    }
}

/// A file of the site. Pages are made on another thread, so that nobody else has to wait.
async fn file(shared: Arc<Shared>, path: String) -> Response<Body> {
    let made = tokio::task::spawn_blocking(move || {
        let site = shared.site.read().unwrap_or_else(PoisonError::into_inner);
        if site.is_folder(&path) { Err(path) } else { Ok(site.answer(&path)) }
    });
    match made.await {
        Ok(Ok(answer)) => {
            let Answer { status, content_type, bytes, .. } = &*answer;
            let status = StatusCode::from_u16(*status).unwrap_or(StatusCode::OK);
            respond(status, content_type, Bytes::from_owner(Arc::clone(bytes)))
        }
        // Without the slash its relative links would lead elsewhere.
        Ok(Err(path)) => {
            let mut response = plain(StatusCode::FOUND, "");
            let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or("");
            if let Ok(to) = format!("{last}/").parse() {
                response.headers_mut().insert(header::LOCATION, to);
            }
            response
        }
        Err(_) => plain(StatusCode::INTERNAL_SERVER_ERROR, "This page cannot be made."),
    }
}

/// Waits until the page or its problems are not what the browser has seen.
async fn news(shared: Arc<Shared>, query: &str) -> Response<Body> {
    let part = |name: &str| {
        query
            .split('&')
            .filter_map(|p| p.split_once('='))
            .find(|(n, _)| *n == name)
            .map_or(String::new(), |(_, v)| decoded(v))
    };
    let (path, seen) = (part("path"), (part("page"), part("problems")));
    let mut version = shared.version.subscribe();
    let end = tokio::time::sleep(PATIENCE);
    tokio::pin!(end);
    loop {
        version.borrow_and_update();
        let (asked, shared) = (path.clone(), Arc::clone(&shared));
        let made = tokio::task::spawn_blocking(move || {
            let site = shared.site.read().unwrap_or_else(PoisonError::into_inner);
            let answer = site.answer(&asked);
            let news = page::news(&answer.mark, answer.source.as_ref().map(|s| s.as_str()), &site.problems);
            #[expect(clippy::expect_used, reason = "the news are texts and numbers, which can always be written")]
            let text = serde_json::to_string(&news).expect("texts and numbers are always JSON");
            ((answer.mark.clone(), news.problems), text)
        });
        let Ok((now, text)) = made.await else { return plain(StatusCode::INTERNAL_SERVER_ERROR, "") };
        let response = || respond(StatusCode::OK, "application/json", Bytes::from(text));
        if now != seen {
            return response();
        }
        tokio::select! {
            changed = version.changed() => if changed.is_err() { return response() },
            () = &mut end => return response(),
        }
    }
}

fn own(content_type: &'static str, text: &'static str) -> Response<Body> {
    respond(StatusCode::OK, content_type, Bytes::from_static(text.as_bytes()))
}

fn plain(status: StatusCode, text: &'static str) -> Response<Body> {
    respond(status, "text/plain; charset=utf-8", Bytes::from_static(text.as_bytes()))
}

#[expect(clippy::expect_used, reason = "the names of the headers are constants, and all content types are plain words")]
fn respond(status: StatusCode, content_type: &str, bytes: Bytes) -> Response<Body> {
    let response = Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, content_type)
        .header(header::CONTENT_LENGTH, bytes.len())
        .header(header::CACHE_CONTROL, "no-store")
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    response.body(Body::from(bytes)).expect("these headers are always well-formed")
}

/// Whether the browser asked for this computer, by number or by a name within the network. A page from
/// elsewhere could otherwise give its own name this computer's number, and read drafts.
fn is_known_host(headers: &HeaderMap) -> bool {
    let Some(host) = headers.get(header::HOST) else { return true };
    let Ok(host) = host.to_str() else { return false };
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or(""),
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    };
    let near = [".localhost", ".local", ".lan", ".home.arpa", ".internal"];
    name.parse::<IpAddr>().is_ok() || !name.contains('.') || near.iter().any(|n| name.to_ascii_lowercase().ends_with(n))
}

/// `%20` and its like as the letters they stand for. What is no text stands for nothing that a site has.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    let digit = |sign: u8| char::from(sign).to_digit(16);
    while let [first, tail @ ..] = rest {
        if let (b'%', [high, low, tail @ ..]) = (first, tail)
            && let (Some(high), Some(low)) = (digit(*high), digit(*low))
        {
            bytes.push((high * 16 + low) as u8);
            rest = tail;
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
