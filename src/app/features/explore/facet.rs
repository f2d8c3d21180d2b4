//! What narrows the list of all the resources.

/// A way to narrow the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    /// Method, example, data, tool, skill.
    Kind,
    /// The need it meets.
    Usage,
    /// The objective it serves.
    Objective,
    /// The impact it helps to get.
    Impact,
    /// Whom it is for.
    Profile,
    /// What it is about.
    Domain,
    /// Where it works.
    Level,
    /// The maturity it fits.
    Maturity,
    /// When it was published.
    Year,
    /// Who published it.
    Publisher,
    /// The language it is in.
    Language,
    /// Ours, or added by the site.
    Origin,
}

impl Facet {
    /// All of them, in the order they show.
    pub const ALL: [Self; 12] = [
        Self::Kind,
        Self::Usage,
        Self::Objective,
        Self::Impact,
        Self::Profile,
        Self::Domain,
        Self::Level,
        Self::Maturity,
        Self::Year,
        Self::Publisher,
        Self::Language,
        Self::Origin,
    ];

    /// The name used in the drawing.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Usage => "usage",
            Self::Objective => "objective",
            Self::Impact => "impact",
            Self::Profile => "profile",
            Self::Domain => "domain",
            Self::Level => "level",
            Self::Maturity => "maturity",
            Self::Year => "year",
            Self::Publisher => "publisher",
            Self::Language => "language",
            Self::Origin => "origin",
        }
    }
}
