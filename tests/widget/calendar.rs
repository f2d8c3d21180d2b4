//! Calendars: events keep their ids as long as the plan is the same, and no other plan has them.

use super::{french, packs};
use boussole::app::features::content::overlay;
use boussole::app::features::share::ShareMsg;
use boussole::app::journey::link;
use boussole::app::journey::pasted;
use boussole::app::journey::preset;
use boussole::app::{Answer, ContentMsg, HostMsg, JourneyMsg, Model, Msg, update};
use boussole::view::export;
use boussole_domain::situation::Horizons;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

const ASSOCIATION: &str = "profile=association;level=local;maturity=2;objectives=hybrider;horizons=60,25,15";
const MUNICIPALITY: &str = "profile=collectivite;level=local;maturity=2;objectives=hybrider;horizons=30,50,20";

/// A journey, the same on every device.
struct Journey(Model);

impl Journey {
    fn of(answers: &str) -> Self {
        let mut journey = Self(Model::new(french()));
        journey.say(Msg::Host(HostMsg::TodaySet("2026-11-29".parse().unwrap())));
        journey.assign(answers, "2026-12-01");
        journey
    }

    fn say(&mut self, msg: Msg) {
        self.0 = update(&self.0, msg).0;
    }

    fn assign(&mut self, answers: &str, start: &str) {
        let (mut situation, _) = preset::read(answers, &self.0.content.vocabulary);
        situation.start = Some(start.parse().unwrap());
        self.say(Msg::Host(HostMsg::SituationSet(situation)));
    }

    fn start(&mut self, day: &str) {
        self.say(Msg::Journey(JourneyMsg::Answered(Answer::Start(day.parse().unwrap()))));
    }

    /// Another device, which has the link.
    fn resumed(&self) -> Self {
        let imported = pasted::find_link(&export::whole_link(&self.0), &self.0.content);
        let mut other = Self(Model::new(french()));
        other.say(Msg::Host(HostMsg::TodaySet("2026-11-29".parse().unwrap())));
        other.say(Msg::Share(ShareMsg::JourneyImported(imported, false)));
        other
    }

    /// A calendar made so many seconds after a moment: the day of each id, and the numbers of change.
    fn calendar(&mut self, seconds: u32) -> (BTreeMap<String, String>, BTreeSet<i32>) {
        self.say(Msg::Share(ShareMsg::CalendarExported(1_795_935_600 + seconds)));
        let text = export::ics(&self.0).replace("\r\n ", "");
        let all = |name: &str| -> Vec<String> {
            text.lines().filter_map(|line| line.strip_prefix(name)).map(str::to_owned).collect()
        };
        let (ids, days) = (all("UID:"), all("DTSTART;VALUE=DATE:"));
        assert_eq!(ids.len(), days.len());
        let events: BTreeMap<String, String> = ids.iter().cloned().zip(days).collect();
        assert_eq!(events.len(), ids.len(), "an id stands twice");
        (events, all("SEQUENCE:").iter().map(|number| number.parse().unwrap()).collect())
    }

    fn ids(&mut self) -> BTreeSet<String> {
        self.calendar(0).0.into_keys().collect()
    }
}

fn plan_of(ids: &BTreeSet<String>) -> BTreeSet<&str> {
    ids.iter().map(|id| id.rsplit_once('-').map_or("", |(id, _)| id).rsplit_once('-').unwrap().1).collect()
}

#[test]
fn a_plan_that_starts_later_moves_its_events() {
    let mut journey = Journey::of(ASSOCIATION);
    let (before, first) = journey.calendar(100);
    let (again, same) = journey.calendar(5000);
    assert_eq!((&before, &first), (&again, &same), "the same calendar again is the same");
    journey.start("2026-12-02");
    let (after, later) = journey.calendar(100);
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    assert!(before.iter().filter(|(id, day)| after[*id] != **day).count() >= 10, "the days are new");
    assert!(first.last() < later.first(), "{first:?} {later:?}: each change has a greater number, even in one second");
    // The link, opened at once by somebody who changes the plan.
    let mut other = journey.resumed();
    other.start("2026-12-03");
    let (moved, last) = other.calendar(105);
    assert!(moved.keys().eq(after.keys()) && later.last() < last.first(), "{later:?} {last:?}");
}

#[test]
fn what_to_do_stands_on_its_days_from_the_start_on() {
    let mut journey = Journey::of(ASSOCIATION);
    let (events, _) = journey.calendar(0);
    let day = |name: &str| events.iter().find(|(id, _)| id.starts_with(name)).map(|(_, day)| day.as_str());
    assert_eq!(day("gesture-this-week"), Some("20261208"));
    assert_eq!(day("gesture-three-months"), Some("20270301"));
    assert_eq!(day("gesture-eighteen-months"), Some("20280601"));
    let text = export::ics(&journey.0).replace("\r\n ", "");
    for gesture in journey.0.outcome.gestures(&journey.0.content) {
        assert!(text.contains(&["DESCRIPTION:", &gesture.who].concat()), "{text}");
    }
}

#[test]
fn a_calendar_in_other_words_is_a_later_one() {
    let mut journey = Journey::of(ASSOCIATION);
    let (_, first) = journey.calendar(0);
    let mut content = (*french()).clone();
    let words = r#"{"schema":"boussole/overlay/1","fr":{"messages":{"widget-title":"Notre cap"}}}"#;
    assert!(overlay::apply(&mut content, &serde_json::from_str(words).unwrap()).is_empty());
    journey.say(Msg::Content(ContentMsg::ContentLoaded(Rc::new(content))));
    let (_, later) = journey.calendar(0);
    assert!(
        export::ics(&journey.0).contains("SUMMARY:Notre cap") && first.last() < later.first(),
        "{first:?} {later:?}"
    );
    assert_eq!(journey.calendar(9).1, later, "the same again is the same");
}

#[test]
fn a_plan_that_changes_keeps_its_ids_on_every_device() {
    let mut journey = Journey::of(ASSOCIATION);
    let ids = journey.ids();
    journey.say(Msg::Journey(JourneyMsg::Answered(Answer::Horizons(Horizons::new([20, 20, 60]).unwrap()))));
    assert_eq!(journey.ids(), ids);
    let mut other = journey.resumed();
    assert_eq!(other.ids(), ids, "the link carries what the answers tell no more");
    // Made and kept before any calendar: what it was tells it.
    let mut kept = Journey::of(ASSOCIATION).resumed();
    kept.say(Msg::Journey(JourneyMsg::Answered(Answer::Horizons(Horizons::new([20, 20, 60]).unwrap()))));
    kept.start("2027-01-04");
    assert_eq!(kept.ids(), ids);
    assert_eq!(kept.resumed().ids(), ids);
    // In another language too.
    let english = packs().remove(1);
    kept.say(Msg::Content(ContentMsg::ContentLoaded(english)));
    assert_eq!(kept.ids(), ids);
    // Started over, and brought back.
    journey.say(Msg::Journey(JourneyMsg::StartedOver));
    assert!(journey.ids().is_disjoint(&ids));
    journey.say(Msg::Journey(JourneyMsg::StartOverUndone));
    assert_eq!(journey.ids(), ids);
}

#[test]
fn no_plan_has_the_ids_of_another() {
    let mut ours = Journey::of(ASSOCIATION);
    let ids = ours.ids();
    assert_eq!(plan_of(&ids).len(), 1, "{ids:?}");
    assert!(Journey::of(MUNICIPALITY).ids().is_disjoint(&ids));
    for part in [
        "profile=media",
        "level=regional",
        "maturity=3",
        "objectives=co-construire",
        "horizons=50,25,25",
        "domains=d01",
    ] {
        let name = part.split('=').next().unwrap();
        let others = ASSOCIATION.split(';').filter(|answer| !answer.starts_with(name)).chain([part]);
        assert!(Journey::of(&others.collect::<Vec<_>>().join(";")).ids().is_disjoint(&ids), "{part}");
    }
    // One after the other in one widget, as a host may show them, and back.
    ours.assign(MUNICIPALITY, "2026-12-01");
    assert!(ours.ids().is_disjoint(&ids));
    ours.assign(ASSOCIATION, "2026-12-02");
    assert_eq!(ours.ids(), ids);
    // A host that changes one answer shows the same plan.
    ours.assign(&ASSOCIATION.replace("60,25,15", "15,25,60"), "2026-12-02");
    assert_eq!(ours.ids(), ids);
    // A link that is a model for somebody else is her plan.
    let mut model = ours.resumed();
    let (profile, _) = preset::read("profile=media", &model.0.content.vocabulary);
    model.say(Msg::Journey(JourneyMsg::Answered(Answer::Profile(profile.profile.unwrap()))));
    assert!(model.ids().is_disjoint(&ids));
}

#[test]
fn links_are_longer_only_where_the_answers_do_not_tell_the_plan() {
    let mut journey = Journey::of(ASSOCIATION);
    let link = export::whole_link(&journey.0);
    journey.ids();
    assert_eq!(export::whole_link(&journey.0), link);
    journey.start("2027-01-04");
    // The sum at the end of a link is a number, longer or shorter by chance.
    let unsummed = |link: &str| link.rsplit_once('.').map(|(link, _)| link.len());
    assert_eq!(unsummed(&export::whole_link(&journey.0)), unsummed(&link));
    let state = link::decode(&export::whole_link(&journey.0), &journey.0.content).unwrap();
    assert!(state.is_same_content && state.plan.is_none() && state.dropped == 0, "the answers tell it");
    journey.say(Msg::Journey(JourneyMsg::Answered(Answer::Horizons(Horizons::new([20, 20, 60]).unwrap()))));
    let longer = export::whole_link(&journey.0);
    let (longer_by, most) = (unsummed(&longer).unwrap() - unsummed(&link).unwrap(), 16);
    assert!((1..most).contains(&longer_by), "{longer_by}: {longer}");
    let state = link::decode(&longer, &journey.0.content).unwrap();
    assert!(state.is_same_content && state.plan.is_some() && state.dropped == 0);
}
