//! A partner's own instruments, in her overlay: in the form of the files of `www/content/instruments`, in place of ours
//! with the same id, or after ours. What `boussole_authoring::check` refuses in such a file is refused here.

use super::invalid_field::{Expected, InvalidField, MAX_PARTNER_TEXT_CHARS, Problem, child_path};
use crate::app::journey::link::fnv1a;
use crate::app::runtime::navigation::View;
use crate::app::runtime::value::Value;
use boussole_content::entry::{Entry, Origin};
use boussole_content::instrument::{
    Condition, Fact, Facts, Grid, Group, Instrument, Interpretation, MAX_COLUMNS, MAX_INSTRUMENTS, MAX_ITEMS, Moment,
    READINGS, Recommendation, ResultKind,
};
use boussole_content::pack::{GlossaryEntry, Pack};
use boussole_content::typography::{english_apostrophes, french_spacing};
use boussole_domain::Date;
use boussole_domain::situation::Question;
use boussole_domain::vocabulary::TermSet;
use std::rc::Rc;

/// The latest moment, in months from the start: 28 years are the method's longest horizon, and nothing looks past a century.
const MAX_MONTHS: usize = 1200;
/// How sure a fact is, by the words of the files; from `high` on it needs no confirmation.
const CONFIDENCES: [&str; 4] = ["low", "medium", "high", "stated"];

/// Puts a partner's instruments into a pack. When there is a problem the pack is half done: it is to be dropped.
pub(super) fn apply(pack: &mut Pack, value: &Value, problems: &mut Vec<InvalidField>) {
    let mut reader = Reader { pack, problems, ids: Vec::new() };
    let mut read: Vec<(Instrument, Vec<GlossaryEntry>)> = Vec::new();
    for (path, value) in reader.items("instruments", value) {
        let (instrument, words) = reader.instrument(&path, value);
        if read.iter().any(|(other, _)| other.id == instrument.id) {
            reader.report(&child_path(&path, "id"), Problem::Expected(Expected::UniqueId));
        }
        read.push((instrument, words));
    }
    if read.is_empty() {
        return;
    }
    let mut instruments = (*pack.instruments).clone();
    let mut asks_otherwise = String::new();
    for (instrument, words) in read {
        let is_same = |other: &Instrument| other.id == instrument.id;
        let glossary = Rc::make_mut(&mut pack.glossary);
        if let Some(ours) = instruments.iter().find(|other| is_same(other)) {
            let had = |entry: &Entry| ours.facts.iter().flat_map(|facts| &facts.items).any(|fact| fact.entry == *entry);
            glossary.retain(|word| !had(&word.entry));
        }
        glossary.extend(words);
        match instruments.iter_mut().find(|other| is_same(other)) {
            Some(ours) => {
                if asked(ours) != asked(&instrument) {
                    asks_otherwise.push_str(&asked(&instrument));
                }
                *ours = Rc::new(instrument);
            }
            None => instruments.push(Rc::new(instrument)),
        }
    }
    if instruments.len() > MAX_INSTRUMENTS {
        problems.push(InvalidField::at("instruments", Problem::Range(0, MAX_INSTRUMENTS)));
    }
    pack.instrument_views = instruments.iter().map(|instrument| instrument.id.clone()).collect();
    pack.instruments = instruments.into();
    pack.content_hash.push_str("-instruments");
    // A link keeps what was given by the places of the items, and knows its content by how the sum begins.
    if !asks_otherwise.is_empty() {
        let sum = fnv1a(asks_otherwise.as_bytes());
        pack.content_hash = [&format!("{sum:08x}-"), &*pack.content_hash].concat();
    }
}

/// What an instrument asks, in order: the ids of its moments, items and matters.
fn asked(instrument: &Instrument) -> String {
    let items = instrument.groups.iter().flat_map(|group| &group.items);
    let rows = instrument.grid.iter().flat_map(|grid| &grid.rows);
    let mut text = String::new();
    for id in instrument.moments.iter().map(|moment| &moment.id).chain(items.chain(rows).map(|item| &item.id)) {
        text.push_str(id);
        text.push(' ');
    }
    text
}

/// An object's fields, and where it stands.
struct Fields<'v> {
    path: String,
    entries: &'v [(String, Value)],
}

impl<'v> Fields<'v> {
    /// What a field holds; nothing where it says so, or is not there.
    fn get(&self, name: &str) -> &'v Value {
        let entry = self.entries.iter().find(|(other, _)| other == name);
        entry.map_or(&Value::Null, |(_, value)| value)
    }

    fn path(&self, name: &str) -> String {
        child_path(&self.path, name)
    }
}

struct Reader<'r> {
    pack: &'r Pack,
    problems: &'r mut Vec<InvalidField>,
    /// The ids of the items, facts, matters and marks of the instrument so far.
    ids: Vec<String>,
}

impl Reader<'_> {
    fn report(&mut self, path: &str, problem: Problem) {
        self.problems.push(InvalidField::at(path, problem));
    }

    /// An object that has these fields and no others.
    fn fields<'v>(&mut self, path: String, value: &'v Value, known: &[&str]) -> Fields<'v> {
        let Value::Map(entries) = value else {
            self.report(&path, Problem::Expected(Expected::Object));
            return Fields { path, entries: &[] };
        };
        for (name, _) in entries.iter().filter(|(name, _)| !known.contains(&name.as_str())) {
            self.report(&child_path(&path, name), Problem::Unknown);
        }
        Fields { path, entries }
    }

    /// The items of a list, each with where it stands.
    fn items<'v>(&mut self, path: &str, value: &'v Value) -> Vec<(String, &'v Value)> {
        match value {
            Value::List(items) => {
                (1..).zip(items).map(|(at, item)| (child_path(path, &format!("{at}")), item)).collect()
            }
            Value::Null => Vec::new(),
            _ => {
                self.report(path, Problem::Expected(Expected::List));
                Vec::new()
            }
        }
    }

    /// The items of a list that a field holds.
    fn list<'v>(&mut self, fields: &Fields<'v>, name: &str) -> Vec<(String, &'v Value)> {
        self.items(&fields.path(name), fields.get(name))
    }

    /// The items of a list that must be there.
    fn required_list<'v>(&mut self, fields: &Fields<'v>, name: &str) -> Vec<(String, &'v Value)> {
        if *fields.get(name) == Value::Null {
            self.report(&fields.path(name), Problem::Expected(Expected::List));
        }
        self.list(fields, name)
    }

    /// A text of one language.
    fn plain(&mut self, path: &str, value: &Value) -> String {
        let Value::Text(text) = value else {
            self.report(path, Problem::Expected(Expected::Text));
            return String::new();
        };
        let length = text.trim().chars().count();
        if length == 0 || length > MAX_PARTNER_TEXT_CHARS {
            self.report(path, Problem::Length(length));
        }
        text.trim().to_owned()
    }

    /// A text that is no sentence, and may be empty.
    fn string(&mut self, path: &str, value: &Value) -> String {
        if let Value::Text(text) = value {
            return text.clone();
        }
        self.report(path, Problem::Expected(Expected::Text));
        String::new()
    }

    /// A text in French and, if she likes, in English: the one of the pack's language.
    fn words(&mut self, path: String, value: &Value) -> String {
        let fields = self.fields(path, value, &["fr", "en"]);
        let french = self.plain(&fields.path("fr"), fields.get("fr"));
        let english = match fields.get("en") {
            Value::Text(text) if text.trim().is_empty() => None,
            Value::Null => None,
            english => Some(self.plain(&fields.path("en"), english)),
        };
        let is_english = self.pack.messages.code == "en";
        match english.filter(|_| is_english) {
            Some(english) => english_apostrophes(&english),
            None => french_spacing(&french),
        }
    }

    fn word(&mut self, fields: &Fields<'_>, name: &str) -> String {
        self.words(fields.path(name), fields.get(name))
    }

    /// The texts of a list.
    fn word_list(&mut self, fields: &Fields<'_>, name: &str) -> Vec<String> {
        self.list(fields, name).into_iter().map(|(path, value)| self.words(path, value)).collect()
    }

    /// A whole number within its range.
    fn number(&mut self, path: &str, value: &Value, min: usize, max: usize) -> usize {
        let number = if let Value::Integer(number) = value { usize::try_from(*number).ok() } else { None };
        number.filter(|number| (min..=max).contains(number)).unwrap_or_else(|| {
            self.report(path, Problem::Range(min, max));
            min
        })
    }

    /// A whole number within its range, where one is given.
    fn optional_number(&mut self, fields: &Fields<'_>, name: &str, min: usize, max: usize) -> Option<usize> {
        let value = fields.get(name);
        (*value != Value::Null).then(|| self.number(&fields.path(name), value, min, max))
    }

    fn is_set(&mut self, fields: &Fields<'_>, name: &str) -> bool {
        match fields.get(name) {
            Value::Bool(is_set) => *is_set,
            Value::Null => false,
            _ => {
                self.report(&fields.path(name), Problem::Choice(vec!["true", "false"]));
                false
            }
        }
    }

    /// The place of a name in a list of them.
    fn choice(&mut self, path: &str, value: &Value, names: &[&'static str]) -> Option<usize> {
        let place = match value {
            Value::Text(text) => names.iter().position(|name| name == text),
            _ => None,
        };
        if place.is_none() {
            self.report(path, Problem::Choice(names.to_vec()));
        }
        place
    }

    /// The place of an id in a list of them.
    fn id_in(&mut self, path: &str, value: &Value, mut ids: &mut dyn Iterator<Item = &str>) -> Option<usize> {
        let place = match value {
            Value::Text(text) => Iterator::position(&mut ids, |id| id == text),
            _ => None,
        };
        if place.is_none() {
            self.report(path, Problem::Unknown);
        }
        place
    }

    /// An id, which links and answers keep.
    fn id(&mut self, fields: &Fields<'_>) -> String {
        let id = self.plain(&fields.path("id"), fields.get("id"));
        if !id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-') {
            self.report(&fields.path("id"), Problem::Expected(Expected::Slug));
        }
        id
    }

    fn origin(&mut self, fields: &Fields<'_>) -> Origin {
        let mut source = Vec::new();
        for (path, value) in self.list(fields, "source") {
            source.push(self.plain(&path, value));
        }
        if source.is_empty() {
            self.report(&fields.path("source"), Problem::Expected(Expected::Source));
        }
        source.dedup();
        let confidence = self.choice(&fields.path("confidence"), fields.get("confidence"), &CONFIDENCES);
        Origin { source, to_confirm: confidence.is_none_or(|confidence| confidence < 2) }
    }

    /// Something that is asked, told or chosen, with the views that explain it.
    fn item(&mut self, path: String, value: &Value) -> (Fact, Vec<String>) {
        const KNOWN: [&str; 9] =
            ["id", "label", "description", "source", "confidence", "date", "until", "figure", "views"];
        let fields = self.fields(path, value, &KNOWN);
        let id = self.id(&fields);
        if self.ids.contains(&id) {
            self.report(&fields.path("id"), Problem::Expected(Expected::UniqueId));
        }
        self.ids.push(id.clone());
        let label = self.word(&fields, "label");
        let description = match fields.get("description") {
            Value::Null => String::new(),
            description => self.words(fields.path("description"), description),
        };
        let origin = self.origin(&fields);
        let (date, until) = (self.date(&fields, "date"), self.date(&fields, "until"));
        let figure = match fields.get("figure") {
            Value::Null => None,
            figure => Some(self.string(&fields.path("figure"), figure)),
        };
        let mut views = Vec::new();
        for (path, value) in self.list(&fields, "views") {
            views.push(self.string(&path, value));
        }
        (Fact { entry: Entry { id, label, description, origin }, date, until, figure }, views)
    }

    fn entries(&mut self, fields: &Fields<'_>, name: &str) -> Vec<Entry> {
        self.required_list(fields, name).into_iter().map(|(path, value)| self.item(path, value).0.entry).collect()
    }

    fn date(&mut self, fields: &Fields<'_>, name: &str) -> Option<String> {
        match fields.get(name) {
            Value::Null => None,
            Value::Text(date) if Date::from_partial(date).is_some() => Some(date.clone()),
            _ => {
                self.report(&fields.path(name), Problem::Expected(Expected::Date));
                None
            }
        }
    }

    /// One instrument, and the words that it explains. They stand in the order that she gives them: the place that a file
    /// has among those of the content says nothing among ours.
    fn instrument(&mut self, path: &str, value: &Value) -> (Instrument, Vec<GlossaryEntry>) {
        const KNOWN: [&str; 22] = [
            "$schema",
            "id",
            "order",
            "label",
            "lead",
            "minutes",
            "source",
            "confidence",
            "reading",
            "remarks",
            "moments",
            "parties",
            "commits",
            "scale",
            "agreed_from",
            "groups",
            "grid",
            "facts",
            "says",
            "feeds_maturity",
            "kinds",
            "worth",
        ];
        self.ids.clear();
        let fields = self.fields(path.to_owned(), value, &KNOWN);
        let id = self.id(&fields);
        if View::FIXED.into_iter().any(|view| view.id(self.pack) == id) {
            self.report(&fields.path("id"), Problem::Expected(Expected::UniqueId));
        }
        if *fields.get("$schema") != Value::Null {
            self.string(&fields.path("$schema"), fields.get("$schema"));
        }
        let readings = READINGS.map(|(name, _)| name);
        let reading = self.choice(&fields.path("reading"), fields.get("reading"), &readings);
        let result_kind = reading.and_then(|at| READINGS.get(at)).map_or(ResultKind::None, |(_, kind)| *kind);
        self.number(&fields.path("order"), fields.get("order"), 0, usize::from(u16::MAX));
        let minutes = self.number(&fields.path("minutes"), fields.get("minutes"), 0, usize::from(u8::MAX));
        let small = |number: Option<usize>| number.and_then(|number| u8::try_from(number).ok());
        let scale = self.word_list(&fields, "scale");
        let mut groups = Vec::new();
        for (path, value) in self.list(&fields, "groups") {
            groups.push(self.group(path, value));
        }
        let (mut facts, mut glossary) = (Vec::new(), Vec::new());
        for (path, value) in self.list(&fields, "facts") {
            let fields = self.fields(path, value, &["label", "items"]);
            let label = self.word(&fields, "label");
            let mut items = Vec::new();
            for (path, value) in self.required_list(&fields, "items") {
                let (fact, views) = self.item(path, value);
                if !views.is_empty() {
                    glossary.push(GlossaryEntry { entry: fact.entry.clone(), views });
                }
                items.push(fact);
            }
            facts.push(Facts { label, items });
        }
        let mut instrument = Instrument {
            id,
            label: self.word(&fields, "label"),
            lead: self.word(&fields, "lead"),
            minutes: small(Some(minutes)).unwrap_or(0),
            origin: self.origin(&fields),
            remarks: self.word_list(&fields, "remarks"),
            result_kind,
            moments: self.moments(&fields),
            parties: small(self.optional_number(&fields, "parties", 2, 9)).unwrap_or(1),
            commits: self.is_set(&fields, "commits"),
            scale,
            agreed_from: small(self.optional_number(&fields, "agreed_from", 0, 8)).unwrap_or(u8::MAX),
            groups,
            grid: None,
            facts,
            interpretations: Vec::new(),
            feeds_maturity: self.is_set(&fields, "feeds_maturity"),
            kinds: self.kinds(&fields),
            recommendations: Vec::new(),
        };
        if *fields.get("grid") != Value::Null {
            instrument.grid = Some(self.grid(fields.path("grid"), fields.get("grid")));
        }
        for (path, value) in self.list(&fields, "says") {
            let says = self.fields(path, value, &["when", "text"]);
            let condition = self.condition(&says.path("when"), says.get("when"), &instrument);
            instrument.interpretations.push(Interpretation { condition, text: self.word(&says, "text") });
        }
        for (path, value) in self.list(&fields, "worth") {
            instrument.recommendations.push(self.recommendation(path, value));
        }
        self.check(&fields, &instrument);
        (instrument, glossary)
    }

    /// What the parts of an instrument ask of each other.
    fn check(&mut self, fields: &Fields<'_>, instrument: &Instrument) {
        let items = instrument.items();
        if items > MAX_ITEMS {
            self.report(&fields.path("groups"), Problem::Range(0, MAX_ITEMS));
        }
        let levels = instrument.scale.len();
        if items > 0 && !(2..=9).contains(&levels) {
            self.report(&fields.path("scale"), Problem::Range(2, 9));
        }
        let too_many = instrument.groups.len() > self.pack.vocabulary.maturity.len();
        if instrument.feeds_maturity && (instrument.result_kind != ResultKind::Stage || too_many) {
            self.report(&fields.path("feeds_maturity"), Problem::Expected(Expected::StageReading));
        }
        let has_agreed_from = *fields.get("agreed_from") != Value::Null;
        let is_level = (1..levels).contains(&usize::from(instrument.agreed_from));
        if (instrument.result_kind == ResultKind::Accord) != has_agreed_from || (has_agreed_from && !is_level) {
            self.report(&fields.path("agreed_from"), Problem::Expected(Expected::AgreedLevel));
        }
    }

    fn moments(&mut self, fields: &Fields<'_>) -> Vec<Moment> {
        let mut moments = Vec::new();
        for (path, value) in self.list(fields, "moments") {
            let fields = self.fields(path, value, &["id", "label", "months"]);
            let months = self.optional_number(&fields, "months", 0, MAX_MONTHS);
            moments.push(Moment {
                id: self.string(&fields.path("id"), fields.get("id")),
                label: self.word(&fields, "label"),
                months: months.and_then(|months| u32::try_from(months).ok()),
            });
        }
        moments
    }

    fn group(&mut self, path: String, value: &Value) -> Group {
        let known = ["id", "label", "description", "source", "confidence", "words", "items"];
        let fields = self.fields(path, value, &known);
        let id = self.id(&fields);
        let words = match fields.get("words") {
            Value::Null => String::new(),
            words => self.string(&fields.path("words"), words),
        };
        let entry = Entry {
            id,
            label: self.word(&fields, "label"),
            description: self.word(&fields, "description"),
            origin: self.origin(&fields),
        };
        let items = self.entries(&fields, "items");
        if items.is_empty() {
            self.report(&fields.path("items"), Problem::Range(1, MAX_ITEMS));
        }
        Group { entry, words, items }
    }

    /// The kinds of resources that it leads to: all where none is named.
    fn kinds(&mut self, fields: &Fields<'_>) -> TermSet {
        let vocabulary = self.pack.vocabulary.clone();
        let kinds = self.terms(fields, "kinds", &vocabulary.kinds);
        if kinds == TermSet::default() {
            TermSet::from_indices((0..vocabulary.kinds.len()).collect::<Vec<_>>())
        } else {
            kinds
        }
    }

    fn grid(&mut self, path: String, value: &Value) -> Grid {
        let fields = self.fields(path, value, &["rows", "columns", "marks", "steers", "shares", "example"]);
        let (rows, marks) = (self.entries(&fields, "rows"), self.entries(&fields, "marks"));
        let columns: Vec<String> =
            self.required_list(&fields, "columns").into_iter().map(|(path, value)| self.words(path, value)).collect();
        for (name, count, most) in [("rows", rows.len(), MAX_ITEMS), ("columns", columns.len(), MAX_COLUMNS)] {
            if count > most {
                self.report(&fields.path(name), Problem::Range(0, most));
            }
        }
        let mark = |reader: &mut Self, path: &str, value: &Value| {
            let place = reader.id_in(path, value, &mut marks.iter().map(|mark| mark.id.as_str()));
            place.and_then(|place| u8::try_from(place).ok())
        };
        let steers = mark(self, &fields.path("steers"), fields.get("steers")).unwrap_or(0);
        let shares = match fields.get("shares") {
            Value::Null => None,
            shares => mark(self, &fields.path("shares"), shares),
        };
        let mut example = Vec::new();
        for (path, value) in self.required_list(&fields, "example") {
            let mut cells = Vec::new();
            for (path, value) in self.items(&path, value) {
                cells.push(if *value == Value::Null { None } else { mark(self, &path, value) });
            }
            example.push(cells);
        }
        if example.len() != rows.len() || example.iter().any(|cells| cells.len() != columns.len()) {
            self.report(&fields.path("example"), Problem::Expected(Expected::GridExample));
        }
        Grid { rows, columns, marks, steers, shares, example }
    }

    fn condition(&mut self, path: &str, value: &Value, instrument: &Instrument) -> Condition {
        let entries = match value {
            Value::Text(name) if name == "even" => return Condition::Even,
            Value::Map(entries) => entries.as_slice(),
            _ => &[],
        };
        let [(name, value)] = entries else {
            self.report(path, Problem::Expected(Expected::Condition));
            return Condition::Even;
        };
        let path = child_path(path, name);
        let share = |reader: &mut Self| u32::try_from(reader.number(&path, value, 0, 100)).unwrap_or(0);
        match (name.as_str(), instrument.result_kind) {
            ("below", _) => Condition::Below(share(self)),
            ("from", _) => Condition::From(share(self)),
            ("agreed", ResultKind::Accord) => Condition::Agreed(share(self)),
            ("stage", ResultKind::Stage) => Condition::Stage(self.number(&path, value, 0, instrument.groups.len())),
            ("least", _) => {
                let place =
                    self.id_in(&path, value, &mut instrument.groups.iter().map(|group| group.entry.id.as_str()));
                let group = place.and_then(|place| instrument.groups.get(place));
                Condition::Least(group.map_or_else(String::new, |group| group.entry.id.clone()))
            }
            ("all", _) => {
                let list = self.items(&path, value);
                Condition::All(list.into_iter().map(|(path, value)| self.condition(&path, value, instrument)).collect())
            }
            _ => {
                self.report(&path, Problem::Expected(Expected::Condition));
                Condition::Even
            }
        }
    }

    fn recommendation(&mut self, path: String, value: &Value) -> Recommendation {
        let fields = self.fields(path, value, &["when", "because"]);
        let known = ["profile", "objectives", "usage", "maturity", "answered", "unanswered"];
        let when = self.fields(fields.path("when"), fields.get("when"), &known);
        let vocabulary = self.pack.vocabulary.clone();
        let questions = Question::ALL.map(Question::id);
        let mut maturity = Vec::new();
        for (path, value) in self.list(&when, "maturity") {
            maturity.extend(self.number(&path, value, 1, vocabulary.maturity.len()).checked_sub(1));
        }
        Recommendation {
            profiles: self.terms(&when, "profile", &vocabulary.profiles),
            objectives: self.terms(&when, "objectives", &vocabulary.objectives),
            usages: self.terms(&when, "usage", &vocabulary.usages),
            maturity: TermSet::from_indices(maturity),
            answered: self.questions(&when, "answered", &questions),
            unanswered: self.questions(&when, "unanswered", &questions),
            reason: self.word(&fields, "because"),
        }
    }

    fn terms(&mut self, fields: &Fields<'_>, name: &str, entries: &[Entry]) -> TermSet {
        let mut places = Vec::new();
        for (path, value) in self.list(fields, name) {
            places.extend(self.id_in(&path, value, &mut entries.iter().map(|entry| entry.id.as_str())));
        }
        TermSet::from_indices(places)
    }

    fn questions(&mut self, fields: &Fields<'_>, name: &str, questions: &[&'static str]) -> TermSet {
        let mut places = Vec::new();
        for (path, value) in self.list(fields, name) {
            places.extend(self.choice(&path, value, questions));
        }
        TermSet::from_indices(places)
    }
}
