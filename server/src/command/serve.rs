//! `jingzhi serve`.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};
use axum_server::{Handle, Server};
use foundation::Backend;
use hyper_util::rt::TokioTimer;
use socket2::{Domain, Protocol, Socket, Type};

use super::open::{Outcome, hold, inside, open};
use crate::config::Config;
use crate::connection::memory::CONNECTION_BUFFER;
use crate::connection::{Acceptor, most_files};
use crate::state::AppState;
use crate::{metrics, router};

/// How long the head of a request may take to come, and an idle connection is kept.
const HEAD: Duration = Duration::from_secs(20);
/// Connections that may wait to be taken in; the system may allow fewer.
const NEWCOMERS: i32 = 4096;
/// Jobs that run at the same time: one that takes long does not keep the others waiting.
const WORKERS: usize = 2;
/// How long requests in hand may take to finish once the program is told to stop.
const FINISH: Duration = Duration::from_secs(9);

/// Serves the site until the program is told to stop.
///
/// # Errors
/// When another server works on the same data, the backend cannot be opened, the site's files are missing, or the address is taken.
pub async fn run(config: &Config) -> Outcome {
    let listener = listen(config.listen).map_err(|error| format!("cannot listen on {}: {error}", config.listen))?;
    let _lock = hold(config)?;
    let backend = open(config).await?;
    if let Some(address) = config.metrics_listen {
        let listener = tokio::net::TcpListener::bind(address).await;
        let listener = listener.map_err(|error| format!("cannot listen on {address} for figures: {error}"))?;
        tokio::spawn(metrics::serve(listener, metrics::install()?, backend.clone()));
    }
    if config.demo {
        demo::load(&backend, &config.demo_password).await.map_err(inside)?;
    }
    let state = AppState::new(backend.clone(), config)?;
    let router = router::router(&state);
    let handle = Handle::new();
    for _ in 0..WORKERS {
        tokio::spawn(foundation::job::work(backend.clone(), &casework::JOBS, metrics::note_job));
    }
    tokio::spawn(foundation::Backend::keep_up(backend.clone()));
    tokio::spawn(stop_when_told(handle.clone()));
    announce(config, &backend).await?;
    serve(config, listener, handle, router).await?;
    tracing::info!("stopped");
    Ok(())
}

/// Listens. A burst of newcomers waits in the system's line, which is short by default: whoever found it full would try again seconds later.
fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = Socket::new(Domain::for_address(address), Type::STREAM, Some(Protocol::TCP))?;
    socket.set_reuse_address(cfg!(unix))?;
    socket.bind(&address.into())?;
    socket.listen(NEWCOMERS)?;
    socket.set_nonblocking(true)?;
    Ok(socket.into())
}

async fn serve(config: &Config, listener: TcpListener, handle: Handle<SocketAddr>, router: Router) -> Outcome {
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let acceptor = Acceptor::new(config.limits.connections_of_address, most_files(), &config.trusted_proxies);
    if let (Some(certificate), Some(key)) = (&config.tls_cert, &config.tls_key) {
        let tls = RustlsConfig::from_pem_file(certificate, key)
            .await
            .map_err(|error| format!("the certificate or its key: {error}"))?;
        let mut offered = (*tls.get_inner()).clone();
        offered.alpn_protocols = vec![b"http/1.1".to_vec()];
        tls.reload_from_config(Arc::new(offered));
        let server = axum_server::from_tcp(listener)?.acceptor(RustlsAcceptor::new(tls).acceptor(acceptor));
        bounded(server).handle(handle).serve(service).await?;
    } else {
        bounded(axum_server::from_tcp(listener)?.acceptor(acceptor)).handle(handle).serve(service).await?;
    }
    Ok(())
}

/// Connections that say nothing are closed, and each takes little memory. HTTP/1.1 alone: where many requests share a connection, somebody
/// who takes in none of the answers cannot be told from somebody slow. A proxy in front may speak HTTP/2 with browsers.
fn bounded<A>(server: Server<SocketAddr, A>) -> Server<SocketAddr, A> {
    let mut server = server.http1_only();
    server.http_builder().http1().timer(TokioTimer::new()).header_read_timeout(HEAD).max_buf_size(CONNECTION_BUFFER);
    server
}

/// Requests in hand are finished, new ones refused.
async fn stop_when_told(handle: Handle<SocketAddr>) {
    let interrupted = async { tokio::signal::ctrl_c().await.is_ok() };
    #[cfg(unix)]
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => signal.recv().await.is_some(),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<bool>();
    tokio::select! {
        _ = interrupted => {}
        _ = terminated => {}
    }
    tracing::info!("stopping");
    handle.graceful_shutdown(Some(FINISH));
}

/// Tells whoever started the program where it is, who can sign in, and how it ends.
async fn announce(config: &Config, backend: &Backend) -> Outcome {
    let url = config.public_url();
    println!("\n精治 Jingzhi · {url}\n");
    if config.demo {
        println!("演示：数据均为虚构 · Demonstration: all data are invented");
        println!("账号，密码均为 · Accounts, all with the password: {}\n", config.demo_password);
        for account in demo::accounts() {
            let name = account.role.name();
            println!("  {:<11} {} · {}", account.login, name.zh, name.en);
        }
        println!();
    } else if let Some(token) = foundation::account::setup_token(backend).await.map_err(inside)? {
        println!(
            "尚无账号。请用此一次性链接建立第一个账号 · There is no account yet. Make the first one with this link, which works once:"
        );
        println!("  {url}/setup/{token}\n");
    }
    let catalog = backend.catalog();
    let missing = catalog.missing(backend.clock().now().date());
    if !missing.is_empty() {
        println!("城市资料还不齐，缺少： · The city's files are not complete; bring these:");
        for kind in missing {
            println!("  jingzhi import {} FILE", kind.code());
        }
        println!();
    }
    println!("停止：Ctrl-C · Stop: Ctrl-C\n");
    Ok(())
}
