//! From checked content to the pack of one language.

mod instruments;
mod localize;
mod sentences;

use crate::check::check;
use crate::diagnostic::{Finding, Findings};
use crate::source::{
    Basis, Confidence, Content, DateBasis, LanguageFile, ResourceFile, Status, Term, TitleBasis, UrlRole,
};
use crate::thesaurus;
use crate::translation::EXTRA_PLURAL_FORMS;
use boussole_content::entry::Entry;
use boussole_content::i18n::{Key, Messages, Plural};
use boussole_content::pack::{Doubt, Origins, Pack, Partner, QuickStartDefaults, Resource, Vocabulary};
use boussole_content::safe_url;
use boussole_content::search::Index;
use boussole_content::typography::french_spacing;
use boussole_domain::heading::HeadingRules;
use boussole_domain::matrix::ReferenceMatrix;
use boussole_domain::path::ResourceAttributes;
use boussole_domain::rules::Calendar;
use boussole_domain::vocabulary::{Circle, Position, TermSet, Vectors};
use boussole_domain::{Date, Impact, PerImpact, PerLever, Rules};
use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};
use localize::{localize, origin, term_index, term_set, typeset};
use std::rc::Rc;
use unic_langid::LanguageIdentifier;

/// One pack for each language, the French one first.
///
/// # Errors
/// All findings, when one of them is an error.
pub fn compile(content: &Content) -> Result<Vec<Pack>, Findings> {
    let mut findings = check(content);
    if findings.errors() > 0 {
        return Err(findings);
    }
    let packs: Vec<Pack> = content.languages.iter().filter_map(|language| compile_pack(content, language)).collect();
    if packs.len() == content.languages.len() {
        Ok(packs)
    } else {
        findings.push(Finding::error("content", "a date that was checked cannot be read"));
        Err(findings)
    }
}

fn compile_pack(content: &Content, language: &LanguageFile) -> Option<Pack> {
    let marks = content.rules.calendar.marks.iter();
    let months =
        |impact: Impact| content.impacts.iter().find(|term| term.id == impact.id()).map_or(0, |term| term.extra.months);
    let instruments = instruments::compile_instruments(content, language);
    let mut pack = Pack {
        content_hash: content.hash.clone(),
        messages: compile_messages(content, language).into(),
        partner: Partner::default(),
        heading: heading(content),
        months: PerImpact::from_fn(months),
        rules: rules(content)?.into(),
        origins: Origins {
            matrix: origin(
                &content.matrix.iter().flat_map(|cell| cell.source.clone()).collect::<Vec<_>>(),
                Confidence::Stated,
            ),
            heading: origin(&content.rules.heading.source, content.rules.heading.confidence),
            calendar: origin(&content.rules.calendar.source, content.rules.calendar.confidence),
            path: origin(&content.rules.path.source, content.rules.path.confidence),
        }
        .into(),
        quick: QuickStartDefaults {
            profile: content.rules.quick.profile.as_ref().and_then(|id| term_index(&content.profiles, id)),
            level: content.rules.quick.level.as_ref().and_then(|id| term_index(&content.levels, id)),
            resources: content.rules.quick.resources,
        },
        vocabulary: Rc::new(Vocabulary {
            impacts: compile_entries(language, &content.impacts),
            levers: compile_entries(language, &content.levers),
            carriers: content.levers.iter().map(|lever| localize(language, &lever.extra.carrier).0).collect(),
            profiles: compile_entries(language, &content.profiles),
            domains: compile_entries(language, &content.domains),
            levels: compile_entries(language, &content.levels),
            maturity: compile_entries(language, &content.maturity),
            objectives: compile_entries(language, &content.objectives),
            usages: compile_entries(language, &content.usages),
            kinds: compile_entries(language, &content.kinds),
            letters: content.kinds.iter().map(|kind| kind.extra.letter.clone()).collect(),
            seasons: compile_entries(language, &content.seasons),
            marks: marks
                .map(|mark| Entry {
                    id: mark.id.clone(),
                    label: localize(language, &mark.label).0,
                    description: String::new(),
                    origin: origin(&mark.source, mark.confidence),
                })
                .collect(),
        }),
        excluded_circles: Vec::new(),
        attributes: content
            .resources
            .iter()
            .map(|resource| compile_attributes(content, resource))
            .collect::<Vec<_>>()
            .into(),
        resources: content
            .resources
            .iter()
            .map(|resource| compile_resource(language, resource))
            .collect::<Vec<_>>()
            .into(),
        is_detailed: true,
        sentences: sentences::compile_sentences(content, language).into(),
        pictures: if language.easy_form_of.is_some() {
            Rc::new(content.pictures.iter().map(|picture| (picture.id.clone(), picture.path.clone())).collect())
        } else {
            Rc::default()
        },
        instrument_views: instruments.iter().map(|instrument| instrument.id.clone()).collect(),
        instruments: instruments.into(),
        glossary: instruments::compile_glossary(content, language).into(),
        ranking: content.rules.search.clone().into(),
        index: Rc::new(Index::default().with_synonyms(thesaurus::build_synonyms(content, &language.code))),
    };
    pack.rebuild_index();
    // From here on they are in the index alone.
    let mut resources = pack.resources.take();
    for resource in &mut resources {
        resource.keywords.clear();
    }
    pack.resources = resources.into();
    pack.exclude_circles(Circle::ALL.into_iter().filter(|circle| !content.circles.contains(circle)));
    Some(pack)
}

fn compile_entries<T>(language: &LanguageFile, terms: &[Term<T>]) -> Vec<Entry> {
    terms
        .iter()
        .map(|term| Entry {
            id: term.id.clone(),
            label: localize(language, &term.label).0,
            description: localize(language, &term.description).0,
            origin: origin(&term.source, term.confidence),
        })
        .collect()
}

fn compile_messages(content: &Content, language: &LanguageFile) -> Messages {
    let language_named = |code: &str| content.languages.iter().find(|other| other.code == code);
    let usual = language.easy_form_of.as_deref().and_then(language_named);
    let text = |slug: &str| {
        let message_of =
            |file: &LanguageFile| file.messages.get(slug).and_then(serde_json::Value::as_str).map(str::to_owned);
        let text = message_of(language).or_else(|| usual.and_then(message_of))?;
        Some(typeset(language, &text))
    };
    let easy = content.languages.iter().find(|other| other.easy_form_of.as_deref() == Some(&language.code));
    let rare = Key::ALL.iter().filter_map(|key| Some((*key, key.slug().strip_suffix("other")?)));
    let forms = rare.flat_map(|(key, stem)| {
        EXTRA_PLURAL_FORMS
            .into_iter()
            .filter_map(move |(name, form)| Some((key as u16, form, text(&[stem, name].concat())?)))
    });
    Messages {
        code: language.code.clone(),
        right_to_left: language.right_to_left,
        easy: usual.is_some(),
        counterpart: usual.or(easy).map(|other| other.code.clone()),
        plurals: compile_plurals(&language.code),
        forms: forms.collect(),
        texts: Key::ALL.iter().map(|key| text(key.slug()).unwrap_or_default()).collect(),
        later: core::cell::OnceCell::new(),
    }
}

/// The form of each count from 0 to 199, by the rules of CLDR for the language; without any, one form for all.
fn compile_plurals(code: &str) -> Vec<Plural> {
    let rules = LanguageIdentifier::from_bytes(code.split('-').next().unwrap_or_default().as_bytes())
        .ok()
        .and_then(|language| PluralRules::create(language, PluralRuleType::CARDINAL).ok());
    let form = |count: u32| match rules.as_ref().map(|rules| rules.select(count)) {
        Some(Ok(PluralCategory::ONE)) => Plural::One,
        Some(Ok(PluralCategory::ZERO)) => Plural::Zero,
        Some(Ok(PluralCategory::TWO)) => Plural::Two,
        Some(Ok(PluralCategory::FEW)) => Plural::Few,
        Some(Ok(PluralCategory::MANY)) => Plural::Many,
        _ => Plural::Other,
    };
    (0..200).map(form).collect()
}

fn heading(content: &Content) -> HeadingRules {
    HeadingRules {
        weights: content.rules.heading.weights,
        pair: content.rules.heading.pair,
        balanced_below_permille: content.rules.heading.balanced_below_permille,
        lead_permille: content.rules.heading.lead_permille,
        step: content.rules.heading.step,
        affinities: vectors(content.objectives.iter().map(|term| term.extra.affinity)),
        maturity: vectors(content.maturity.iter().map(|term| term.extra.heading)),
    }
}

/// The vectors of a vocabulary, which is no longer than it may be: `check` says so.
fn vectors(terms: impl Iterator<Item = PerImpact<u8>>) -> Vectors {
    terms.collect::<Vec<_>>().into()
}

fn rules(content: &Content) -> Option<Rules> {
    let cell = |lever, impact| {
        content
            .matrix
            .iter()
            .find(|cell| cell.lever == lever && cell.impact == impact)
            .map_or((0, Position::Core), |cell| (cell.percent, cell.position))
    };
    let day = |text: &str| text.parse::<Date>().ok();
    let calendar = &content.rules.calendar;
    Some(Rules {
        matrix: ReferenceMatrix { cells: PerLever::from_fn(|lever| PerImpact::from_fn(|impact| cell(lever, impact))) },
        calendar: Calendar {
            reviews_months: calendar.reviews_months.clone(),
            marks: calendar.marks.iter().map(|mark| day(&mark.date)).collect::<Option<_>>()?,
            seasons: content
                .seasons
                .iter()
                .map(|season| Some((day(&season.extra.start)?, day(&season.extra.end)?)))
                .collect::<Option<_>>()?,
        },
        path: content.rules.path.rules.clone(),
        instruments: content.rules.instruments,
        workshop: content.rules.workshop,
    })
}

fn compile_attributes(content: &Content, resource: &ResourceFile) -> ResourceAttributes {
    ResourceAttributes {
        kind: resource.kind,
        usages: term_set(&content.usages, &resource.usages),
        objectives: term_set(&content.objectives, &resource.objectives),
        transversal: resource.transversal,
        impacts: TermSet::from_indices(resource.impacts.iter().map(|impact| *impact as usize)),
        profiles: term_set(&content.profiles, &resource.profiles),
        every_profile: resource.all_profiles,
        domains: term_set(&content.domains, &resource.domains),
        every_domain: resource.all_domains,
        sdg17: resource.sdg17,
        levels: term_set(&content.levels, &resource.levels),
        // Level 1 stands at place 0.
        maturity: TermSet::from_indices(
            resource.maturity.iter().filter_map(|level| usize::from(*level).checked_sub(1)),
        ),
        announced: resource.status == Status::Announced,
        retired: resource.status == Status::Retired,
        has_address: resource.url.as_deref().is_some_and(safe_url::is_page),
        third_party: resource.circle == Circle::ThirdParty,
        duplicate: resource.duplicate_of.is_some(),
    }
}

fn compile_resource(language: &LanguageFile, resource: &ResourceFile) -> Resource {
    let (summary, summary_untranslated) = localize(language, &resource.summary);
    Resource {
        id: resource.id.clone(),
        title: if resource.language == "fr" { french_spacing(&resource.title) } else { resource.title.clone() },
        summary,
        summary_untranslated,
        publisher: if resource.language == "fr" {
            french_spacing(&resource.publisher)
        } else {
            resource.publisher.clone()
        },
        date: resource.date.clone(),
        date_deduced: resource.date_basis == Some(DateBasis::Deduced),
        url: resource.url.clone(),
        url_is_about: resource.url_role.is_some_and(UrlRole::is_about),
        language: resource.language.clone(),
        from_partner: false,
        doubts: doubts(resource),
        repeats: resource.duplicate_of.clone(),
        keywords: if language.code.starts_with("fr") { &resource.keywords.fr } else { &resource.keywords.en }.clone(),
        has_details: true,
    }
}

/// What of a resource is still to be confirmed.
fn doubts(resource: &ResourceFile) -> Vec<Doubt> {
    let summary = (resource.basis == Some(Basis::Title)).then_some(Doubt::Summary);
    let title = (resource.title_basis == Some(TitleBasis::Address)).then_some(Doubt::Title);
    summary.into_iter().chain(title).collect()
}
