//! Three amounts that sum to 100, while somebody fills them in: what she gave stays, the rest adapts.

use super::rounding::largest_remainder;
use super::situation::Horizons;
use super::vocabulary::{Impact, PerImpact};

/// What somebody did with one of the fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Field {
    /// Nothing: it takes its part of the rest.
    #[default]
    Free,
    /// The visitor gave an amount.
    Given(u8),
    /// The visitor wrote a text that is no amount; an empty one where she erased an amount and is still there.
    Text(String),
}

/// Why the fields are no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AmountsError {
    /// Nobody gave anything.
    Untouched,
    /// A field has been emptied, and its next amount is on its way.
    Emptied,
    /// A field holds something else than a whole number from 0 to 100.
    NotAnAmount,
    /// The sum is this.
    Sum(u32),
}

/// The three fields. Without anything given they show the answer, if there is one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Amounts {
    fields: PerImpact<Field>,
    /// How free fields share the rest; equally where all of theirs are 0.
    shares: PerImpact<u8>,
    /// The answer before the first of them was given.
    before: Option<Horizons>,
    /// Which was given last.
    last: Option<Impact>,
}

impl Amounts {
    /// A number was written into a field. What stands in the others stays as far as she gave it.
    #[must_use]
    pub fn with_typed(&self, impact: Impact, text: &str, answer: Option<Horizons>) -> Self {
        let field = match text.trim().parse::<u8>() {
            Ok(amount) if amount <= 100 => Field::Given(amount),
            _ => Field::Text(text.to_owned()),
        };
        self.started_from(answer).with(impact, &field)
    }

    /// A slider was moved: it is linked to the others. Free ones give way first, then those that were given.
    #[must_use]
    pub fn with_slider(&self, impact: Impact, amount: u8, answer: Option<Horizons>) -> Self {
        let amount = amount.min(100);
        let draft = self.started_from(answer);
        let entered = draft.entered_except(impact);
        let sum: u32 = entered.values().into_iter().flatten().map(u32::from).sum();
        let free = Impact::ALL.into_iter().any(|each| each != impact && entered.get(each).is_none());
        let rest = u32::from(100 - amount);
        let fits = if free { sum <= rest } else { sum == rest };
        let moved = if fits { draft } else { draft.with_freed(entered) };
        // What is no amount gives way as well.
        let fields = PerImpact::from_fn(|each| match moved.fields.get(each) {
            Field::Given(amount) => Field::Given(*amount),
            _ => Field::Free,
        });
        Self { fields, ..moved }.with(impact, &Field::Given(amount))
    }

    /// The amount given last stays, the others share the rest as they stood to each other.
    #[must_use]
    pub fn with_last_kept(&self) -> Self {
        let is_given = |impact: &Impact| matches!(self.fields.get(*impact), Field::Given(_));
        let Some(fixed) = self.last.filter(is_given).or_else(|| Impact::ALL.into_iter().find(is_given)) else {
            return self.clone();
        };
        self.with_freed(self.entered_except(fixed))
    }

    /// A field was left: one that is empty is free again. Where nothing is given any more, nothing was.
    #[must_use]
    pub fn after_blur(&self) -> Self {
        let fields = PerImpact::from_fn(|impact| match self.fields.get(impact) {
            Field::Text(text) if text.trim().is_empty() => Field::Free,
            field => field.clone(),
        });
        if fields == PerImpact::default() { Self::default() } else { Self { fields, ..self.clone() } }
    }

    /// The answer that the fields make.
    ///
    /// # Errors
    /// Why they make none.
    pub fn horizons(&self) -> Result<Horizons, AmountsError> {
        if self.is_untouched() {
            return Err(AmountsError::Untouched);
        }
        let texts = || {
            Impact::ALL.into_iter().filter_map(|impact| match self.fields.get(impact) {
                Field::Text(text) => Some(text.trim()),
                _ => None,
            })
        };
        if texts().any(|text| !text.is_empty()) {
            return Err(AmountsError::NotAnAmount);
        }
        if texts().next().is_some() {
            return Err(AmountsError::Emptied);
        }
        let amounts = self.complete();
        let sum = amounts.values().into_iter().map(u32::from).sum();
        Horizons::new(amounts.values()).ok_or(AmountsError::Sum(sum))
    }

    /// The answer before anything was given here.
    #[must_use]
    pub fn previous_answer(&self) -> Option<Horizons> {
        self.before
    }

    /// Whether nothing is given.
    #[must_use]
    pub fn is_untouched(&self) -> bool {
        self.fields == PerImpact::default()
    }

    /// Whether a field holds something that is no amount.
    #[must_use]
    pub fn is_invalid(&self, impact: Impact) -> bool {
        matches!(self.fields.get(impact), Field::Text(text) if !text.trim().is_empty())
    }

    /// What stands in a field, beside this answer.
    #[must_use]
    pub fn field_text(&self, impact: Impact, answer: Option<Horizons>) -> String {
        match self.fields.get(impact) {
            Field::Text(text) => text.clone(),
            _ => self.amount(impact, answer).map_or_else(String::new, |amount| amount.to_string()),
        }
    }

    /// The amount of a field; nothing where there is no answer.
    #[must_use]
    pub fn amount(&self, impact: Impact, answer: Option<Horizons>) -> Option<u8> {
        match (self.fields.get(impact), self.horizons()) {
            (Field::Given(amount), _) => Some(*amount),
            (Field::Free, Ok(_) | Err(AmountsError::Sum(_))) => Some(*self.complete().get(impact)),
            _ => answer.map(|answer| *answer.amounts().get(impact)),
        }
    }

    /// The fields before the first change of an answer.
    fn started_from(&self, answer: Option<Horizons>) -> Self {
        if !self.is_untouched() {
            return self.clone();
        }
        Self { before: answer, shares: answer.map_or_else(PerImpact::default, Horizons::amounts), ..Self::default() }
    }

    fn with(self, impact: Impact, field: &Field) -> Self {
        let last = if matches!(field, Field::Given(_)) { Some(impact) } else { None };
        let fields = PerImpact::from_fn(|each| if each == impact { field } else { self.fields.get(each) }.clone());
        Self { fields, last, ..self }
    }

    /// What was given in the other fields.
    fn entered_except(&self, impact: Impact) -> PerImpact<Option<u8>> {
        PerImpact::from_fn(|each| match self.fields.get(each) {
            Field::Given(amount) if each != impact => Some(*amount),
            _ => None,
        })
    }

    /// The amounts with the given fields made free: they share the rest as they stand to each other, and the fields
    /// that were free already have no share.
    fn with_freed(&self, entered: PerImpact<Option<u8>>) -> Self {
        let shares = PerImpact::from_fn(|each| entered.get(each).unwrap_or(0));
        let fields = PerImpact::from_fn(|each| match entered.get(each) {
            Some(_) => Field::Free,
            None => self.fields.get(each).clone(),
        });
        Self { fields, shares, ..self.clone() }
    }

    /// What is given, and the rest among the free fields.
    fn complete(&self) -> PerImpact<u8> {
        let entered = PerImpact::from_fn(|each| match self.fields.get(each) {
            Field::Given(amount) => Some(*amount),
            _ => None,
        });
        let sum: u64 = entered.values().into_iter().flatten().map(u64::from).sum();
        let part = |each: Impact, of: u64| if entered.get(each).is_none() { of } else { 0 };
        let permilles = Impact::ALL.map(|each| part(each, u64::from(*self.shares.get(each))));
        let shares = if permilles == [0; 3] { Impact::ALL.map(|each| part(each, 1)) } else { permilles };
        let rest = largest_remainder(100_u64.saturating_sub(sum), shares);
        let parts: PerImpact<u64> = rest.into();
        PerImpact::from_fn(|each| entered.get(each).unwrap_or_else(|| u8::try_from(*parts.get(each)).unwrap_or(100)))
    }
}
