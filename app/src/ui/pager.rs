//! The way through a long list.

use leptos::prelude::*;

use super::Icon;
use crate::preferences::language;
use crate::text::{self, words};

/// Links to the page before and after and to the pages around; nothing when there is only one. `page` counts from 1,
/// `href` gives the address of a page.
#[component]
pub fn Pager(page: u32, pages: u32, #[prop(into)] href: Callback<u32, String>) -> impl IntoView {
    (pages > 1).then(|| {
        let steps = steps(page, pages).into_iter().map(|step| match step {
            None => view! { <li class="pager__gap" aria-hidden="true">"…"</li> }.into_any(),
            Some(number) => view! { <Number number=number current=number == page href=href/> }.into_any(),
        });
        view! {
            <nav class="pager" aria-label=words(text::ui::PAGER)>
                {(page > 1).then(|| view! {
                    <a class="pager__step" href=href.run(page - 1) rel="prev">
                        <Icon name="chevron-left"/>
                        {words(text::site::PREVIOUS)}
                    </a>
                })}
                <ol class="pager__numbers" role="list">{steps.collect_view()}</ol>
                {(page < pages).then(|| view! {
                    <a class="pager__step" href=href.run(page + 1) rel="next">
                        {words(text::site::NEXT)}
                        <Icon name="chevron-right"/>
                    </a>
                })}
            </nav>
        }
    })
}

#[component]
fn Number(number: u32, current: bool, href: Callback<u32, String>) -> impl IntoView {
    view! {
        <li>
            <a
                class="pager__number"
                href=href.run(number)
                aria-label=text::ui::pager_page(language(), number)
                aria-current=current.then_some("page")
            >
                {number}
            </a>
        </li>
    }
}

/// The pages that are offered: the first, the last and those around; `None` where some are left out.
fn steps(page: u32, pages: u32) -> Vec<Option<u32>> {
    let mut steps = Vec::new();
    let mut last = 0;
    for number in (1..=pages).filter(|n| *n == 1 || *n == pages || n.abs_diff(page) <= 1) {
        if number > last + 1 {
            steps.push(None);
        }
        steps.push(Some(number));
        last = number;
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::steps;

    #[test]
    fn offers_both_ends_and_the_neighbours() {
        assert_eq!(steps(1, 3), [Some(1), Some(2), Some(3)]);
        assert_eq!(steps(5, 9), [Some(1), None, Some(4), Some(5), Some(6), None, Some(9)]);
        assert_eq!(steps(9, 9), [Some(1), None, Some(8), Some(9)]);
    }
}
