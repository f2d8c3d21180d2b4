//! What is said to a visitor who listens.

/// Something worth saying aloud once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Announcement {
    /// Nothing.
    None,
    /// The heading, as it is now.
    Heading,
    /// Nothing yet: the heading, once a slider rests, unless the visitor goes on to something else.
    HeadingToCome,
    /// Three domains are chosen: one must go before another comes.
    DomainsFull,
    /// Two objectives are chosen: one must go before another comes; and the heading, as it is now.
    ObjectivesFull,
    /// The answer to one question was taken back; with the heading, as it is now, where that `turned` it.
    AnswerCleared {
        /// Whether the heading is another, or none any more.
        turned: bool,
    },
    /// The answers were erased, which can be undone.
    StartedOver,
    /// The erased answers are back.
    Restored,
    /// The words are those of another language.
    LanguageChanged,
    /// Nothing yet: that the words are those of another language, once all of them are drawn. Orca says nothing of a message
    /// that comes with them.
    LanguageToCome,
    /// A search phrase is in the clipboard.
    Copied,
    /// The clipboard refused.
    NotCopied,
    /// What the change under trial moves.
    Difference,
    /// How many resources a query brings.
    ResultsCounted,
    /// What the large catalogue says.
    LibraryReplied,
    /// What an instrument comes to.
    ResultChanged,
    /// An instrument was emptied, which can be undone.
    Emptied,
    /// Something was taken up again, or cannot be.
    JourneyImported,
    /// The journey is kept here.
    JourneySaved,
    /// A file was made, or could not be.
    ExportReported,
    /// Journeys came to a workshop.
    ParticipantsAdded,
    /// A partner's link was read, or not.
    PartnerLinked,
    /// A resource is there to compare.
    Compared,
    /// A catalogue was tried.
    CatalogueTried,
    /// A resource is pinned.
    Pinned,
    /// A resource is not pinned any more.
    Unpinned,
    /// Less of a resource, which can be undone.
    DownrankAdded,
    /// What stands in the fields of the horizons is no answer.
    Amounts,
    /// The agenda needs a start.
    StartWanted,
}

impl Announcement {
    /// What is said now where this was to come; what is said already stays.
    #[must_use]
    pub fn due(self) -> Self {
        match self {
            Self::HeadingToCome => Self::Heading,
            Self::LanguageToCome => Self::LanguageChanged,
            said => said,
        }
    }

    /// Whether it is said each time, in the same words too: an act that does again what was done. A state is said when it
    /// is another.
    #[must_use]
    pub fn is_said_each_time(self) -> bool {
        !matches!(
            self,
            Self::None
                | Self::Heading
                | Self::HeadingToCome
                | Self::LanguageToCome
                | Self::DomainsFull
                | Self::ObjectivesFull
                | Self::Amounts
                | Self::Difference
                | Self::ResultsCounted
                | Self::LibraryReplied
                | Self::ResultChanged
        )
    }
}
