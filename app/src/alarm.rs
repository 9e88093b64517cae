//! Urgent cases make themselves noticed: the tab's title counts them, a line says so to everybody, and a short sound rings when another
//! one comes. The sound can be switched off for good.

mod sound;

use leptos::prelude::*;

use crate::preferences::language;
use crate::text::{self, words};
use crate::ui::{Icon, TitleCount};
use sound::Sound;

/// What is urgent now: how many, and a mark that grows when another one comes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Danger {
    /// Cases.
    pub count: u64,
    /// The moment of the last of them, in milliseconds.
    pub since: i64,
}

impl Danger {
    /// Whether there is something new beside what was known.
    pub const fn is_news(self, known: Danger) -> bool {
        self.count > 0 && (self.count > known.count || self.since > known.since)
    }
}

/// The line with the count, which leads to them, and the switch of the sound. Nothing at all while nothing is urgent.
#[component]
pub fn Alarm(
    /// What is urgent; `None` until it is known.
    #[prop(into)]
    danger: Signal<Option<Danger>>,
    /// Where they are listed.
    href: &'static str,
) -> impl IntoView {
    let sound = Sound::new();
    let count = Memo::new(move |_| danger.get().unwrap_or_default().count);
    if let Some(TitleCount(title)) = use_context::<TitleCount>() {
        Effect::new(move |_| title.set(count.get()));
        on_cleanup(move || {
            title.try_set(0);
        });
    }
    Effect::new(move |known: Option<Option<Danger>>| {
        let now = danger.get();
        // What was there already when the page was opened is no news.
        if let (Some(Some(known)), Some(now)) = (known, now)
            && now.is_news(known)
        {
            sound.ring();
        }
        now.or(known.flatten())
    });
    view! {
        <div class="alarm">
            <div role="status">
                {move || (count.get() > 0).then(|| view! {
                    <a class="alarm__count" href=href data-enhanced="">
                        <Icon name="triangle-alert"/>
                        {text::site::urgent_waiting(language(), count.get())}
                    </a>
                })}
            </div>
            {move || (count.get() > 0).then(|| view! {
                <button
                    type="button"
                    class="alarm__sound"
                    data-enhanced=""
                    aria-pressed=move || sound.on.get().to_string()
                    on:click=move |_| sound.turn()
                >
                    {move || words(if sound.on.get() { text::site::SOUND_ON } else { text::site::SOUND_OFF })}
                </button>
            })}
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::Danger;

    #[test]
    fn another_urgent_case_is_news_also_when_one_has_gone() {
        let known = Danger { count: 2, since: 100 };
        assert!(Danger { count: 3, since: 100 }.is_news(known));
        assert!(Danger { count: 2, since: 200 }.is_news(known), "one was taken in, another came");
        assert!(!known.is_news(known));
        assert!(!Danger { count: 1, since: 100 }.is_news(known));
        assert!(!Danger { count: 0, since: 0 }.is_news(known));
    }
}
