//! The HTML document around every page.

use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags};

use crate::preferences::preferences;
use crate::routes::App;

/// The document. What the browser must know before hydration stands on `<html>`: see [`crate::preferences`] and
/// [`crate::city`].
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let preferences = preferences();
    let names = crate::city::city();
    // As GeoJSON writes a box: `map/base.rs` reads both in one way.
    let map_start = crate::request::of_city(|city| city.map_start)
        .map(|at| format!("[{},{},{},{}]", at.west, at.south, at.east, at.north));
    let officer = crate::request::is_officer_page();
    let plain = crate::request::is_plain_page();
    let crashed = "window.addEventListener('error',function(){document.documentElement.dataset.crashed=''});";
    view! {
        <!DOCTYPE html>
        <html
            lang=preferences.language.tag()
            data-type=preferences.large_type.then_some("large")
            data-demo=preferences.demo.then_some("")
            data-city=names.name
            data-product=names.product
            data-hotline=names.hotline
            data-map=map_start
            data-staff-notice=crate::staff_notice::staff_notice()
        >
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
                <meta name="theme-color" content="#0b5cad"/>
                <meta name="format-detection" content="telephone=no"/>
                <link rel="icon" href="/icon.svg" type="image/svg+xml"/>
                {officer.then(|| view! { <link rel="manifest" href="/officer.webmanifest"/> })}
                <HashedStylesheet options=options.clone() id="style"/>
                {(!plain).then(|| view! {
                    <script nonce=use_nonce()>{crashed}</script>
                    <HydrationScripts options=options.clone()/>
                })}
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}
