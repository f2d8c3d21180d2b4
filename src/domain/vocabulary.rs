//! The terms that rules mention by name, as enums; the terms that are only matched on, as typed ids.

/// What an alliance produces. The order settles every tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Impact {
    /// Better results soon: 18 months (report, L812).
    Performance,
    /// Another way to answer needs: 7 years (report, L812).
    Innovation,
    /// The will to build together: 28 years (report, L812). French: *confiance*.
    Confiance,
}

impl Impact {
    /// The three impacts, in the order that settles ties.
    pub const ALL: [Self; 3] = [Self::Performance, Self::Innovation, Self::Confiance];

    /// The id used in data, links and results.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Performance => "performance",
            Self::Innovation => "innovation",
            Self::Confiance => "confiance",
        }
    }
}

/// What moves the public interest, by who carries it first (report, L813-815).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Lever {
    /// Regulating stewardship: public bodies.
    GestionRegulatrice,
    /// Transformative collective action: organisations.
    ActionCollectiveTransformatrice,
    /// Shared vision: people.
    VisionPartagee,
}

impl Lever {
    /// The three levers, in the order of the report's table.
    pub const ALL: [Self; 3] = [Self::GestionRegulatrice, Self::ActionCollectiveTransformatrice, Self::VisionPartagee];

    /// The id used in data, links and results.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::GestionRegulatrice => "gestion-regulatrice",
            Self::ActionCollectiveTransformatrice => "action-collective-transformatrice",
            Self::VisionPartagee => "vision-partagee",
        }
    }
}

/// Where a lever stands for an impact: it carries, prepares or spreads it (report, L813-815).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Position {
    /// *Au cœur*: carries.
    #[default]
    Core,
    /// *En amont*: prepares.
    Upstream,
    /// *En aval*: spreads.
    Downstream,
}

/// The five kinds of MEDOC resource, in the order that gives the name (report, L587-591).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Kind {
    /// Methods.
    Methodes,
    /// Examples.
    Exemples,
    /// Data.
    Donnees,
    /// Tools.
    Outils,
    /// Skills.
    Competences,
}

impl Kind {
    /// M, E, D, O, C.
    pub const ALL: [Self; 5] = [Self::Methodes, Self::Exemples, Self::Donnees, Self::Outils, Self::Competences];
}

/// Who proposes a resource.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Circle {
    /// Le RAMEAU and those it works with.
    #[default]
    Rameau,
    /// Somebody else: a proposal that Le RAMEAU or a partner can leave out.
    ThirdParty,
}

impl Circle {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Rameau, Self::ThirdParty];

    /// The name used in content, overlays and catalogues.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Rameau => "rameau",
            Self::ThirdParty => "third-party",
        }
    }

    /// The circle of a name.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|circle| circle.id() == id)
    }
}

/// One value for each impact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct PerImpact<T> {
    /// For [`Impact::Performance`].
    pub performance: T,
    /// For [`Impact::Innovation`].
    pub innovation: T,
    /// For [`Impact::Confiance`].
    pub confiance: T,
}

impl<T> PerImpact<T> {
    /// One value for each impact, computed from the impact.
    pub fn from_fn(mut value: impl FnMut(Impact) -> T) -> Self {
        Self {
            performance: value(Impact::Performance),
            innovation: value(Impact::Innovation),
            confiance: value(Impact::Confiance),
        }
    }

    /// The value of one impact.
    pub fn get(&self, impact: Impact) -> &T {
        match impact {
            Impact::Performance => &self.performance,
            Impact::Innovation => &self.innovation,
            Impact::Confiance => &self.confiance,
        }
    }

    /// The three values, in the order of [`Impact::ALL`].
    pub fn values(self) -> [T; 3] {
        [self.performance, self.innovation, self.confiance]
    }
}

impl<T> From<[T; 3]> for PerImpact<T> {
    fn from([performance, innovation, confiance]: [T; 3]) -> Self {
        Self { performance, innovation, confiance }
    }
}

impl<T: Copy + Ord> PerImpact<T> {
    /// The impact with the greatest value; ties go to the first of [`Impact::ALL`].
    #[must_use]
    pub fn main(&self) -> Impact {
        let mut best = Impact::Performance;
        for impact in Impact::ALL {
            if self.get(impact) > self.get(best) {
                best = impact;
            }
        }
        best
    }
}

/// Vectors of the terms of one vocabulary, by their places: [`Term::MAX`] at most, so that they need no allocator.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(from = "Vec<PerImpact<u8>>", into = "Vec<PerImpact<u8>>"))]
pub struct Vectors {
    all: [PerImpact<u8>; Term::<()>::MAX],
    count: usize,
}

impl Vectors {
    /// One more; `None` where there is no room for it.
    pub fn push(&mut self, vector: PerImpact<u8>) -> Option<()> {
        *self.all.get_mut(self.count)? = vector;
        self.count += 1;
        Some(())
    }
}

impl core::ops::Deref for Vectors {
    type Target = [PerImpact<u8>];

    fn deref(&self) -> &[PerImpact<u8>] {
        self.all.get(..self.count).unwrap_or_default()
    }
}

impl From<Vec<PerImpact<u8>>> for Vectors {
    /// As many as a vocabulary has terms, which is all that a pack holds.
    fn from(list: Vec<PerImpact<u8>>) -> Self {
        let mut vectors = Self::default();
        // None has a place after the last.
        let _ = list.into_iter().try_for_each(|vector| vectors.push(vector));
        vectors
    }
}

impl From<Vectors> for Vec<PerImpact<u8>> {
    fn from(vectors: Vectors) -> Self {
        vectors.to_vec()
    }
}

/// One value for each lever.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct PerLever<T> {
    /// For [`Lever::GestionRegulatrice`].
    pub gestion_regulatrice: T,
    /// For [`Lever::ActionCollectiveTransformatrice`].
    pub action_collective_transformatrice: T,
    /// For [`Lever::VisionPartagee`].
    pub vision_partagee: T,
}

impl<T> PerLever<T> {
    /// One value for each lever, computed from the lever.
    pub fn from_fn(mut value: impl FnMut(Lever) -> T) -> Self {
        Self {
            gestion_regulatrice: value(Lever::GestionRegulatrice),
            action_collective_transformatrice: value(Lever::ActionCollectiveTransformatrice),
            vision_partagee: value(Lever::VisionPartagee),
        }
    }

    /// The value of one lever.
    pub fn get(&self, lever: Lever) -> &T {
        match lever {
            Lever::GestionRegulatrice => &self.gestion_regulatrice,
            Lever::ActionCollectiveTransformatrice => &self.action_collective_transformatrice,
            Lever::VisionPartagee => &self.vision_partagee,
        }
    }
}

/// A term of a vocabulary that is only matched on: its place in the list, from 0.
///
/// Places are stable within one content; links and results carry the term's id instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term<V> {
    index: u8,
    vocabulary: core::marker::PhantomData<V>,
}

impl<V> Term<V> {
    /// The longest vocabulary a [`TermSet`] can hold.
    pub const MAX: usize = 32;

    /// The term at a place, `None` past [`Term::MAX`].
    #[must_use]
    pub fn from_index(index: usize) -> Option<Self> {
        let index = u8::try_from(index).ok().filter(|i| usize::from(*i) < Self::MAX)?;
        Some(Self { index, vocabulary: core::marker::PhantomData })
    }

    /// The term's place in its vocabulary, from 0.
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.index)
    }
}

/// A set of terms of one vocabulary.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct TermSet(u32);

impl TermSet {
    /// The set of the terms at these places; places past [`Term::MAX`] are left out.
    pub fn from_indices(indices: impl IntoIterator<Item = usize>) -> Self {
        indices.into_iter().filter(|index| *index < 32).fold(Self(0), |mask, index| Self(mask.0 | (1 << index)))
    }

    /// Whether the set holds the term.
    #[must_use]
    pub fn contains<V: Copy>(self, term: Term<V>) -> bool {
        self.0 & (1 << term.index) != 0
    }

    /// Whether the set holds the term at a place.
    #[must_use]
    pub fn contains_index(self, index: usize) -> bool {
        index < 32 && self.0 & (1 << index) != 0
    }

    /// Whether two sets have a term in common.
    #[must_use]
    pub fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether the set holds the impact.
    #[must_use]
    pub fn has_impact(self, impact: Impact) -> bool {
        self.0 & (1 << impact as u32) != 0
    }

    /// How many terms the set holds.
    #[must_use]
    pub fn count(self) -> usize {
        self.0.count_ones() as usize
    }

    /// The greatest place in the set, `None` when it is empty.
    #[must_use]
    pub fn last_index(self) -> Option<usize> {
        self.0.checked_ilog2().map(|index| index as usize)
    }
}

/// Who the visitor is (French: *profil*).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Profile {}
/// A field of action (French: *domaine*).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Domain {}
/// From local to international (French: *échelon*).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {}
/// How far cooperation has come on the territory (French: *maturité*): place 0 is level 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Maturity {}
/// Why the visitor wants to act together (French: *objectif*).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Objective {}
/// What the visitor needs now: get informed, learn, act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Usage {}
