//! Values of the domain in words.

use super::ctx::Ctx;
use crate::app::Announcement;
use crate::app::journey::difference::Difference;
use boussole_content::entry::Origin;
use boussole_content::i18n::{Key, Plural};
use boussole_content::pack::entry;
use boussole_content::sentences::Timeframe;
use boussole_domain::heading::Heading;
use boussole_domain::matrix::PersonalMatrix;
use boussole_domain::path::{Contribution, Criterion, Match};
use boussole_domain::rounding::percent_of_permille;
use boussole_domain::sensitivity::Sensitivity;
use boussole_domain::situation::{Question, Situation};
use boussole_domain::vocabulary::Position;
use boussole_domain::{Date, Impact, Lever, Standing};

/// The name of an impact.
#[must_use]
pub fn impact(ctx: Ctx<'_>, impact: Impact) -> &str {
    &ctx.vocabulary().impact(impact).label
}

/// The name of an impact inside a sentence.
#[must_use]
pub fn impact_lower(ctx: Ctx<'_>, which: Impact) -> String {
    lowered(impact(ctx, which))
}

/// A name inside a sentence: without its capital. Letters of Latin, Greek and Cyrillic without accents
/// have theirs so far apart; the tables for all others weigh as much as a view.
fn lowered(name: &str) -> String {
    const LOWERCASE_OFFSET: u32 = 32;
    let moved = |letter: char, by: u32| char::from_u32(u32::from(letter) + by).unwrap_or(letter);
    let mut letters = name.chars();
    let first = letters.next().map(|first| match first {
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' | 'Α'..='Ρ' | 'Σ'..='Ω' | 'А'..='Я' => {
            moved(first, LOWERCASE_OFFSET)
        }
        'Ѐ'..='Џ' => moved(first, 80),
        // A capital, then its letter; so twice the other way round.
        'Ĺ'..='ň' | 'Ź'..='ž' => moved(first, u32::from(first) % 2),
        'Ā'..='ŷ' => moved(first, 1 - u32::from(first) % 2),
        other => other,
    });
    first.into_iter().chain(letters).collect()
}

/// Where the needle points, in a sentence.
#[must_use]
pub fn heading(ctx: Ctx<'_>, heading: &Heading) -> String {
    heading_of(ctx, heading.standing)
}

/// Where the needle points, in a sentence, from what may be said of a heading.
#[must_use]
pub fn heading_of(ctx: Ctx<'_>, of: Standing<Impact>) -> String {
    ctx.fill(Key::HeadingSaid, &[("heading", &standing(ctx, of))])
}

/// Where many head together, in a sentence.
#[must_use]
pub fn heading_of_many(ctx: Ctx<'_>, heading: &Heading) -> String {
    ctx.fill(Key::WorkshopSaid, &[("heading", &standing(ctx, heading.standing))])
}

/// What may be said of a heading, inside a sentence.
#[must_use]
pub fn standing(ctx: Ctx<'_>, standing: Standing<Impact>) -> String {
    match standing {
        Standing::Balanced => ctx.t(Key::StandingBalanced).to_owned(),
        Standing::First(first) => {
            let months = *ctx.content().months.get(first);
            ctx.fill(Key::StandingFirst, &[("impact", &impact_lower(ctx, first)), ("span", &span(ctx, months))])
        }
        Standing::Between(first, second) => {
            let names = [("first", &*impact_lower(ctx, first)), ("second", &*impact_lower(ctx, second))];
            ctx.fill(Key::StandingBetween, &names)
        }
    }
}

/// The three shares: `Performance 60 %, innovation 22 %, confiance 18 %`.
#[must_use]
pub fn shares(ctx: Ctx<'_>, heading: &Heading) -> String {
    let percents = heading.percents();
    let shares: Vec<String> =
        Impact::ALL.into_iter().map(|each| percent_of(ctx, impact(ctx, each), *percents.get(each))).collect();
    ctx.messages().list(&shares)
}

fn percent_of(ctx: Ctx<'_>, name: &str, percent: u32) -> String {
    ctx.fill(Key::PercentOf, &[("what", name), ("n", &percent.to_string())])
}

/// A number of so many decimals, from so many parts of one: formatting floating point would cost every visitor
/// five kilobytes.
#[must_use]
pub fn decimal(parts: i32, indices: u32) -> String {
    let one = 10_u32.pow(indices);
    let (sign, parts) = (if parts < 0 { "-" } else { "" }, parts.unsigned_abs());
    let rest = (parts % one + one).to_string();
    [sign, &(parts / one).to_string(), ".", rest.get(1..).unwrap_or_default()].concat()
}

/// `60 %`.
#[must_use]
pub fn percent(ctx: Ctx<'_>, percent: u32) -> String {
    ctx.fill(Key::Percent, &[("n", &percent.to_string())])
}

/// A share of a thousand in per cent.
#[must_use]
pub fn permille(ctx: Ctx<'_>, permille: u32) -> String {
    percent(ctx, percent_of_permille(permille))
}

/// A span of months, the one way to say it: `18 mois`, `7 ans`, `4 ans et demi`, `2 ans et 1 mois`.
#[must_use]
pub fn span(ctx: Ctx<'_>, months: u32) -> String {
    let messages = ctx.messages();
    let (years, rest) = if months < 24 { (0, months) } else { (months / 12, months % 12) };
    let years_text = || messages.count(years, Key::YearOne, Key::YearOther);
    let part = || messages.count(rest, Key::MonthOne, Key::MonthOther);
    match (years, rest) {
        (0, _) => part(),
        (_, 0) => years_text(),
        (_, 6) => messages.count(years, Key::YearHalfOne, Key::YearHalfOther),
        _ => messages.list(&[years_text(), part()]),
    }
}

/// A day.
#[must_use]
pub fn date(ctx: Ctx<'_>, date: Date) -> String {
    ctx.messages().date(date)
}

/// The date of a resource, as precise as it is known: `2024`, `novembre 2024`, `5 novembre 2024`.
#[must_use]
pub fn partial_date(ctx: Ctx<'_>, text: &str) -> String {
    match text.parse::<Date>() {
        Ok(day) => date(ctx, day),
        Err(_) => match format!("{text}-01").parse::<Date>() {
            Ok(day) => ctx.messages().month(day),
            Err(_) => text.to_owned(),
        },
    }
}

/// By when something is done.
#[must_use]
pub fn timeframe(timeframe: Timeframe) -> Key {
    match timeframe {
        Timeframe::ThisWeek => Key::GestureThisWeek,
        Timeframe::ThreeMonths => Key::GestureThreeMonths,
        Timeframe::EighteenMonths => Key::GestureEighteenMonths,
    }
}

/// The name of a question.
#[must_use]
pub fn question(question: Question) -> Key {
    match question {
        Question::Profile => Key::QuestionProfile,
        Question::Domains => Key::QuestionDomains,
        Question::Level => Key::QuestionLevel,
        Question::Maturity => Key::QuestionMaturity,
        Question::Usage => Key::QuestionUsage,
        Question::Objectives => Key::QuestionObjectives,
        Question::Horizons => Key::QuestionHorizons,
        Question::Start => Key::QuestionStart,
    }
}

/// The answer to a question, `None` when there is none.
#[must_use]
pub fn answer(ctx: Ctx<'_>, situation: &Situation, question: Question) -> Option<String> {
    let vocabulary = ctx.vocabulary();
    let joined = |labels: Vec<String>| (!labels.is_empty()).then(|| ctx.messages().names(&labels));
    match question {
        Question::Profile => situation.profile.map(|term| entry(&vocabulary.profiles, term).label.clone()),
        Question::Domains => {
            joined(situation.domains.iter().map(|term| entry(&vocabulary.domains, *term).label.clone()).collect())
        }
        Question::Level => situation.level.map(|term| entry(&vocabulary.levels, term).label.clone()),
        Question::Maturity => situation.maturity.map(|term| entry(&vocabulary.maturity, term).label.clone()),
        Question::Usage => situation.usage.map(|term| entry(&vocabulary.usages, term).label.clone()),
        Question::Objectives => {
            joined(situation.objectives.iter().map(|term| entry(&vocabulary.objectives, *term).label.clone()).collect())
        }
        Question::Horizons => situation.horizons.map(|horizons| {
            let amounts = horizons.amounts().values().map(|amount| amount.to_string());
            amounts.join(" / ")
        }),
        Question::Start => situation.start.map(|start| date(ctx, start)),
    }
}

/// Where a lever stands for an impact.
#[must_use]
pub fn position(position: Position) -> Key {
    match position {
        Position::Core => Key::PositionCore,
        Position::Upstream => Key::PositionUpstream,
        Position::Downstream => Key::PositionDownstream,
    }
}

/// How firm a heading is.
#[must_use]
pub fn firmness(ctx: Ctx<'_>, firmness: &Sensitivity) -> String {
    let names = |questions: &[Question]| {
        let names: Vec<String> = questions.iter().map(|each| lowered(ctx.t(question(*each)))).collect();
        ctx.messages().list(&names)
    };
    match (firmness.undecided.as_slice(), firmness.decisive.as_slice()) {
        ([], []) => ctx.fill(Key::FirmnessFirm, &[("n", &ctx.content().heading.step.to_string())]),
        ([], sensitive) => ctx.fill(Key::FirmnessSensitive, &[("questions", &names(sensitive))]),
        (open, _) => ctx.fill(Key::FirmnessOpen, &[("questions", &names(open))]),
    }
}

/// The lever or levers that weigh most in a personal matrix, in a sentence.
#[must_use]
pub fn matrix(ctx: Ctx<'_>, matrix: &PersonalMatrix) -> String {
    let label = |lever: Lever| ctx.vocabulary().lever(lever).label.as_str();
    let percent = |lever: Lever| matrix.lever_percents.get(lever).to_string();
    match matrix.standing {
        Standing::Balanced => ctx.t(Key::MatrixBalanced).to_owned(),
        Standing::First(first) => {
            let carrier = ctx.vocabulary().carriers.get(first as usize).map_or("", String::as_str);
            ctx.fill(Key::MatrixMain, &[("lever", label(first)), ("n", &percent(first)), ("carrier", carrier)])
        }
        Standing::Between(first, second) => ctx.fill(
            Key::MatrixBetween,
            &[
                ("first", &lowered(label(first))),
                ("n", &percent(first)),
                ("second", &lowered(label(second))),
                ("m", &percent(second)),
            ],
        ),
    }
}

/// Why a resource is on the path, one reason.
#[must_use]
pub fn reason(ctx: Ctx<'_>, mark: &Contribution) -> String {
    let key = match (mark.criterion, mark.meets) {
        (Criterion::Objective, Match::Second) => Key::WhyObjectiveSecond,
        (Criterion::Objective, Match::Every) => Key::WhyObjectiveEvery,
        (Criterion::Objective, _) => Key::WhyObjective,
        (Criterion::Impact, Match::Full) => Key::WhyImpact,
        (Criterion::Impact, _) => Key::WhyImpactPart,
        (Criterion::Domain, Match::Full) => Key::WhyDomain,
        (Criterion::Domain, Match::Every) => Key::WhyDomainEvery,
        (Criterion::Domain, Match::Near) => Key::WhyDomainNear,
        (Criterion::Domain, _) => Key::WhyDomainPart,
        (Criterion::Profile, Match::Every) => Key::WhyProfilePart,
        (Criterion::Profile, _) => Key::WhyProfile,
        (Criterion::Maturity, Match::Near) => Key::WhyMaturityPart,
        (Criterion::Maturity, _) => Key::WhyMaturity,
        (Criterion::Usage, _) => Key::WhyUsage,
        (Criterion::Level, _) => Key::WhyLevel,
    };
    ctx.t(key).to_owned()
}

/// What a resource meets least.
#[must_use]
pub fn limit(ctx: Ctx<'_>, mark: &Contribution) -> String {
    let key = match (mark.criterion, mark.meets) {
        (Criterion::Objective, Match::Second) => Key::LimitObjectiveSecond,
        (Criterion::Objective, Match::Every) => Key::LimitObjectiveEvery,
        (Criterion::Objective, _) => Key::LimitObjective,
        (Criterion::Impact, Match::None) => Key::LimitImpact,
        (Criterion::Impact, _) => Key::LimitImpactPart,
        (Criterion::Domain, Match::None) => Key::LimitDomain,
        (Criterion::Domain, Match::Every) => Key::LimitDomainEvery,
        (Criterion::Domain, Match::Near) => Key::LimitDomainNear,
        (Criterion::Domain, _) => Key::LimitDomainPart,
        (Criterion::Profile, Match::Every) => Key::LimitProfilePart,
        (Criterion::Profile, _) => Key::LimitProfile,
        (Criterion::Maturity, Match::Near) => Key::LimitMaturityPart,
        (Criterion::Maturity, _) => Key::LimitMaturity,
        (Criterion::Usage, _) => Key::LimitUsage,
        (Criterion::Level, _) => Key::LimitLevel,
    };
    ctx.t(key).to_owned()
}

/// Where a fact comes from: lines of the report, sites, or our own proposal.
#[must_use]
pub fn source(ctx: Ctx<'_>, origin: &Origin) -> String {
    let lines: Vec<&str> = origin.source.iter().filter_map(|source| source.strip_prefix("seed:L")).collect();
    let mut parts: Vec<String> = Vec::new();
    if !lines.is_empty() {
        let key = if lines.len() > 1 || lines.iter().any(|line| line.contains('-')) {
            Key::SourceReport
        } else {
            Key::SourceReportOne
        };
        parts.push(ctx.fill(key, &[("lines", &lines.join(", "))]));
    }
    let hosts = origin
        .source
        .iter()
        .filter_map(|source| source.strip_prefix("https://"))
        .filter_map(|rest| rest.split('/').next())
        .map(|host| host.trim_end_matches('.').trim_start_matches("www.").to_owned());
    for host in hosts {
        if !parts.contains(&host) {
            parts.push(host);
        }
    }
    if parts.is_empty() { ctx.t(Key::SourceInference).to_owned() } else { ctx.messages().list(&parts) }
}

/// What a change under trial moves, one sentence for each thing.
#[must_use]
pub fn difference(ctx: Ctx<'_>, difference: &Difference) -> Vec<String> {
    if difference.is_nothing() {
        return vec![ctx.t(Key::DifferenceNone).to_owned()];
    }
    let mut sentences = Vec::new();
    if let Some((before, after)) = difference.standing {
        sentences.push(if before.agrees_with(after) {
            ctx.fill(Key::DifferenceHeadingSame, &[("heading", &standing(ctx, after))])
        } else {
            let names = [("before", &*standing(ctx, before)), ("after", &*standing(ctx, after))];
            ctx.fill(Key::DifferenceHeading, &names)
        });
    }
    let moves: Vec<String> =
        difference.shares.iter().map(|(which, by)| moved(ctx, impact(ctx, *which), *by, 10)).collect();
    if !moves.is_empty() {
        sentences.push(ctx.fill(Key::DifferenceShares, &[("moves", &ctx.messages().list(&moves))]));
    }
    if let Some((lever, which, by)) = difference.largest_cell_change {
        let cell = [&*ctx.vocabulary().lever(lever).label, impact(ctx, which)].join(" × ");
        sentences.push(ctx.fill(Key::DifferenceCell, &[("cell", &moved(ctx, &cell, by, 1))]));
    }
    sentences.push(if difference.added.is_empty() && difference.removed.is_empty() {
        ctx.t(Key::DifferencePathSame).to_owned()
    } else {
        let count = u32::try_from(difference.added.len().max(difference.removed.len())).unwrap_or(0);
        ctx.messages().count(count, Key::DifferencePathOne, Key::DifferencePathOther)
    });
    sentences
}

/// `Performance +4 points`: a move in `parts` of a point.
fn moved(ctx: Ctx<'_>, name: &str, by: i32, parts: u32) -> String {
    let points = by.unsigned_abs();
    let (units, tenth) = (points / parts, points % parts);
    let decimal = if tenth == 0 { String::new() } else { format!("{}{tenth}", ctx.t(Key::DecimalMark)) };
    let sign = if by < 0 { "−" } else { "+" };
    let is_one = |count| ctx.messages().plural(count) == Plural::One;
    let one = is_one(units) && (tenth == 0 || is_one(0));
    let key = if one { Key::MovedOne } else { Key::MovedOther };
    ctx.fill(key, &[("what", name), ("n", &format!("{sign}{units}{decimal}"))])
}

/// The words of a button that copies a text: right after it was pressed, what became of that.
#[must_use]
pub fn copy_label<'a>(ctx: Ctx<'a>, text: &str, label: Key) -> &'a str {
    let is_last = ctx.model.share.copied.as_deref() == Some(text);
    ctx.t(match ctx.model.announcement {
        Announcement::Copied if is_last => Key::CopyDone,
        Announcement::NotCopied if is_last => Key::CopyRefused,
        _ => label,
    })
}

#[cfg(test)]
mod tests {
    use super::lowered;

    #[test]
    fn a_name_loses_its_capital_as_its_alphabet_has_it() {
        let wrong = |letter: &char| lowered(&letter.to_string()) != letter.to_lowercase().to_string();
        let latin = ('\0'..'\u{180}').filter(wrong).collect::<String>();
        assert_eq!(latin, "İĸŸ", "rare, and left as they are or nearly so");
        assert_eq!(('Α'..='Ω').chain('\u{400}'..='\u{45f}').find(wrong), None);
        assert_eq!(lowered("Œuvre commune de l’ODD 17"), "œuvre commune de l’ODD 17");
    }
}
