// Generated from www/i18n/fr.json by `cargo run -- generate`: do not edit.

/// A message of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u16)]
pub enum Key {
    /// Boussole de l'ODD 17
    WidgetTitle,
    /// Étapes
    StepsLabel,
    /// Se situer
    StepSituate,
    /// Fixer le cap
    StepHeading,
    /// Tracer la trajectoire
    StepTrajectory,
    /// S'équiper
    StepPath,
    /// Recommencer
    StartOver,
    /// Vos réponses sont effacées.
    Erased,
    /// Les retrouver
    EraseUndo,
    /// Vos réponses sont revenues.
    Restored,
    /// Comment ça marche
    MethodOpen,
    /// à confirmer
    ToConfirm,
    /// liste à confirmer
    ListToConfirm,
    /// Sans réponse
    Unanswered,
    /// Effacer cette réponse
    AnswerClear,
    /// Copier
    Copy,
    /// Copié.
    Copied,
    /// La copie est refusée ici : sélectionnez le texte à la main.
    NotCopied,
    /// Profil
    QuestionProfile,
    /// Domaines
    QuestionDomains,
    /// Échelon
    QuestionLevel,
    /// Maturité du territoire
    QuestionMaturity,
    /// Besoin
    QuestionUsage,
    /// Objectifs
    QuestionObjectives,
    /// Horizons
    QuestionHorizons,
    /// Date de départ
    QuestionStart,
    /// Quelques réponses suffisent. Passez celles qui vous gênent : rien n'est obligatoire, rien ne quitte cette page.
    SituateLead,
    /// Vous êtes une petite commune ?
    QuickOffer,
    /// Au nom de qui agissez-vous ?
    HintProfile,
    /// Jusqu'à trois champs d'action, ceux des dix-sept objectifs de développement durable.
    HintDomains,
    /// Trois domaines sont choisis. Retirez-en un pour en prendre un autre.
    DomainsFull,
    /// À quelle échelle agissez-vous ?
    HintLevel,
    /// Où en est l'habitude d'agir ensemble, là où vous êtes ?
    HintMaturity,
    /// Que voulez-vous faire en premier ?
    HintUsage,
    /// Dites pourquoi vous voulez agir ensemble, et sur quel temps. L'aiguille suit.
    HeadingLead,
    /// Un ou deux, du plus important au moins important.
    HintObjectives,
    /// Inverser l'ordre
    ObjectivesSwap,
    /// Répartissez 100 points entre trois temps : ce que vous donnez à l'un, les autres le perdent.
    HintHorizons,
    /// {impact}, en pour cent
    HorizonNumber,
    /// La somme fait toujours 100.
    HorizonsSum,
    /// Pas encore de réponse : bougez un curseur, ou gardez des parts égales.
    HorizonsResting,
    /// Parts égales
    HorizonsEven,
    /// Votre cap
    CompassLabel,
    /// L'aiguille attend. Répondez sur la maturité, les objectifs ou les horizons : elle se mettra en route.
    HeadingNone,
    /// Votre cap est équilibré : aucun des trois impacts ne l'emporte.
    HeadingBalanced,
    /// Votre cap : {impact} d'abord, à {span}.
    HeadingMain,
    /// Cap ferme : aucune réponse, à elle seule, ne le retournerait.
    FirmnessFirm,
    /// Cap encore ouvert. Une réponse peut le changer : {questions}.
    FirmnessOpen,
    /// Cap sensible : une autre réponse le changerait. À vérifier : {questions}.
    FirmnessSensitive,
    /// Pour un résultat plus précis
    Missing,
    /// Toutes les réponses sont là.
    NothingMissing,
    /// {n} %
    Percent,
    /// {what} {n} %
    PercentOf,
    /// {n} mois
    MonthOne,
    /// {n} mois
    MonthOther,
    /// {n} an
    YearOne,
    /// {n} ans
    YearOther,
    /// Sans cap, voici la matrice officielle. Une réponse sur la maturité, les objectifs ou les horizons la rend vôtre.
    TrajectoryNone,
    /// Vos leviers
    MatrixTitle,
    /// Trois leviers pour trois impacts. En grand, votre part ; en petit, le poids officiel du levier pour cet impact, qui ne change jamais.
    MatrixLead,
    /// Matrice des trajectoires : la part de chaque levier dans chaque impact
    MatrixCaption,
    /// Votre premier levier : {lever}, {n} % de l'effort. Portée d'abord par : {carrier}.
    MatrixMain,
    /// officiel {n} %
    OfficialPercent,
    /// au cœur
    PositionCore,
    /// en amont
    PositionUpstream,
    /// en aval
    PositionDownstream,
    /// le levier porte cet impact
    PositionCoreLong,
    /// il le prépare
    PositionUpstreamLong,
    /// il le diffuse
    PositionDownstreamLong,
    /// Vos dates
    TimelineTitle,
    /// Trois temps à la même échelle : un mandat de projet, un cycle d'innovation, une génération.
    TimelineLead,
    /// Aperçu à partir d'aujourd'hui : choisissez une date de départ pour fixer ces dates.
    TimelinePreview,
    /// Choisissez une date de départ pour voir vos dates.
    StartNone,
    /// Partir aujourd'hui, le {date}
    StartToday,
    /// Cette date n'existe pas, ou n'est pas entre 1970 et 2100. La dernière date valable est gardée.
    StartWrong,
    /// Le jour où votre action commence, ou a commencé.
    HintStart,
    /// Saison de départ : {season}. {description}
    SeasonNow,
    /// Départ
    MilestoneStart,
    /// {season} commence
    MilestoneSeason,
    /// Point d'étape à {span}
    MilestoneReview,
    /// Horizon : {impact}
    MilestoneHorizon,
    /// {day} {month} {year}
    DatePattern,
    /// 1er
    DateFirst,
    /// janvier
    Month1,
    /// février
    Month2,
    /// mars
    Month3,
    /// avril
    Month4,
    /// mai
    Month5,
    /// juin
    Month6,
    /// juillet
    Month7,
    /// août
    Month8,
    /// septembre
    Month9,
    /// octobre
    Month10,
    /// novembre
    Month11,
    /// décembre
    Month12,
    /// {first} et {last}
    ListLast,
    /// ,
    DecimalMark,
    /// Et si…
    WhatIfTitle,
    /// Changez une réponse pour voir ce qu'elle déplace. Les vôtres ne bougent pas tant que vous ne gardez pas l'essai.
    WhatIfLead,
    /// Changer
    WhatIfQuestion,
    /// Pour
    WhatIfAnswer,
    /// Changer le poids des réponses dans le cap
    WhatIfWeights,
    /// Un essai seulement : ces poids sont une proposition.
    WhatIfWeightsHint,
    /// Garder cette réponse
    WhatIfKeep,
    /// Revenir à mes réponses
    WhatIfDrop,
    /// Rien ne bouge : ni l'aiguille, ni la matrice, ni le parcours.
    DifferenceNone,
    /// L'aiguille tourne : de {before} vers {after}.
    DifferenceMain,
    /// Le cap reste : {impact} d'abord.
    DifferenceMainSame,
    /// L'aiguille suit ces parts : {moves}.
    DifferenceShares,
    /// Dans la matrice, la case qui bouge le plus : {cell}.
    DifferenceCell,
    /// Le parcours garde les mêmes ressources.
    DifferencePathSame,
    /// {n} ressource du parcours change.
    DifferencePathOne,
    /// {n} ressources du parcours changent.
    DifferencePathOther,
    /// Voir les ressources qui changent
    DifferencePathOpen,
    /// Elles entrent :
    DifferenceEntered,
    /// Elles sortent :
    DifferenceLeft,
    /// {what} {n} point
    MovedOne,
    /// {what} {n} points
    MovedOther,
    /// Le parcours attend une première réponse : votre profil, par exemple.
    PathNone,
    /// {n} ressource choisie pour vous, dans l'ordre : méthodes, exemples, données, outils, compétences.
    PathLeadOne,
    /// {n} ressources choisies pour vous, dans l'ordre : méthodes, exemples, données, outils, compétences. Puis les plus proches de vos réponses.
    PathLeadOther,
    /// Les étiquettes de chaque ressource sont une lecture de son titre et de son contexte. Les adresses n'ont pas été visitées une à une.
    PathNote,
    /// Pour regarder ailleurs
    ExplorerTitle,
    /// Une ressource pour les plus avancés, hors de votre impact principal.
    ExplorerLead,
    /// Ce parcours est celui de l'essai en cours.
    TrialShows,
    /// Revoir l'essai
    TrialBack,
    /// Pourquoi ?
    Why,
    /// Elle sert votre premier objectif.
    WhyObjective,
    /// Elle sert en partie vos objectifs.
    WhyObjectivePart,
    /// Elle vise l'impact principal de votre cap.
    WhyImpact,
    /// Elle touche un impact de votre cap, parmi d'autres.
    WhyImpactPart,
    /// Elle s'adresse à votre profil.
    WhyProfile,
    /// Elle s'adresse à tous les profils.
    WhyProfilePart,
    /// Elle porte sur l'un de vos domaines.
    WhyDomain,
    /// Elle vaut pour tous les domaines.
    WhyDomainPart,
    /// Elle convient à votre niveau de maturité.
    WhyMaturity,
    /// Elle convient à un niveau de maturité voisin du vôtre.
    WhyMaturityPart,
    /// Elle répond à votre besoin.
    WhyUsage,
    /// Elle vaut à votre échelon.
    WhyLevel,
    /// Limite :
    Limit,
    /// aucune parmi vos réponses.
    LimitNone,
    /// elle ne sert pas vos objectifs.
    LimitObjective,
    /// elle ne sert votre premier objectif qu'en partie.
    LimitObjectivePart,
    /// elle ne vise aucun impact de votre cap.
    LimitImpact,
    /// elle vise d'autres impacts que votre impact principal.
    LimitImpactPart,
    /// elle ne s'adresse pas d'abord à votre profil.
    LimitProfile,
    /// elle n'est pas propre à votre profil.
    LimitProfilePart,
    /// elle ne porte pas sur vos domaines.
    LimitDomain,
    /// elle n'est pas propre à vos domaines.
    LimitDomainPart,
    /// elle vise un autre niveau de maturité.
    LimitMaturity,
    /// elle vise un niveau de maturité voisin du vôtre.
    LimitMaturityPart,
    /// elle répond à un autre besoin.
    LimitUsage,
    /// elle vaut à un autre échelon.
    LimitLevel,
    /// (nouvel onglet)
    NewTab,
    /// vers {date}
    DateDeduced,
    /// sans date
    DateUnknown,
    /// en français
    InFrench,
    /// en anglais
    InEnglish,
    /// page de présentation
    UrlAbout,
    /// Adresse à demander : {publisher}.
    AddressMissing,
    /// Adresse non chiffrée, à copier :
    AddressPlain,
    /// Phrase à chercher :
    SearchPhrase,
    /// Impacts du cap
    CriterionImpact,
    /// En 60 secondes
    QuickTitle,
    /// Trois questions, un cap, trois ressources. Tout le reste est à un geste.
    QuickLead,
    /// Pour : {answers}.
    QuickFor,
    /// Changer
    QuickChange,
    /// Vos trois premières ressources
    QuickResources,
    /// Elles viendront avec votre première réponse.
    QuickNone,
    /// Voir ma trajectoire
    QuickTrajectory,
    /// Voir tout mon parcours
    QuickPath,
    /// Comment ça marche
    MethodTitle,
    /// La boussole applique la méthode du RAMEAU : une matrice de leviers et d'impacts, trois horizons, un parcours de ressources. Tous ses chiffres sont ici. « À confirmer » signale ce que le rapport ne dit pas lui-même.
    MethodLead,
    /// Vos réponses restent dans cette page : elles ne sont ni envoyées, ni enregistrées.
    MethodPrivacy,
    /// Revenir à mon parcours
    MethodClose,
    /// La matrice des trajectoires
    MethodMatrix,
    /// Chaque levier pèse 60, 25 ou 15 % selon l'impact. Votre case est ce poids multiplié par la part de l'impact dans votre cap.
    MethodMatrixText,
    /// Le cap
    MethodHeading,
    /// Le cap est une moyenne de vos réponses : horizons, objectifs, maturité. Une question sans réponse ne compte pas. Les vecteurs se lisent performance / innovation / confiance.
    MethodHeadingText,
    /// Poids des réponses
    MethodWeights,
    /// Vecteur de chaque objectif
    MethodAffinities,
    /// Vecteur de chaque niveau de maturité
    MethodMaturity,
    /// Les dates
    MethodDates,
    /// Chaque horizon se compte en mois pleins depuis le départ. Les points d'étape sont une proposition.
    MethodDatesText,
    /// Horizons
    MethodHorizons,
    /// Points d'étape
    MethodReviews,
    /// Repères fixes
    MethodMarks,
    /// Le parcours
    MethodPath,
    /// Chaque ressource reçoit des points selon vos réponses. Le parcours prend la meilleure de chaque sorte, puis les suivantes, trois au plus par sorte.
    MethodPathText,
    /// Points au plus
    MethodPoints,
    /// Annoncée, pas encore parue
    MethodAnnounced,
    /// Sans adresse
    MethodNoAddress,
    /// Les listes et leurs sources
    MethodLists,
    /// Quand le rapport annonce une liste sans la donner, celle-ci est une lecture, à confirmer.
    MethodListsText,
    /// Impacts
    MethodImpacts,
    /// Leviers
    MethodLevers,
    /// Sortes de ressources (MEDOC)
    MethodKinds,
    /// Saisons
    MethodSeasons,
    /// Source : {source}
    Source,
    /// rapport d'activité, lignes {lines}
    SourceReport,
    /// proposition de la boussole
    SourceInference,
}

impl Key {
    /// All keys, in the order of the French file.
    pub const ALL: [Self; 201] = [
        Self::WidgetTitle,
        Self::StepsLabel,
        Self::StepSituate,
        Self::StepHeading,
        Self::StepTrajectory,
        Self::StepPath,
        Self::StartOver,
        Self::Erased,
        Self::EraseUndo,
        Self::Restored,
        Self::MethodOpen,
        Self::ToConfirm,
        Self::ListToConfirm,
        Self::Unanswered,
        Self::AnswerClear,
        Self::Copy,
        Self::Copied,
        Self::NotCopied,
        Self::QuestionProfile,
        Self::QuestionDomains,
        Self::QuestionLevel,
        Self::QuestionMaturity,
        Self::QuestionUsage,
        Self::QuestionObjectives,
        Self::QuestionHorizons,
        Self::QuestionStart,
        Self::SituateLead,
        Self::QuickOffer,
        Self::HintProfile,
        Self::HintDomains,
        Self::DomainsFull,
        Self::HintLevel,
        Self::HintMaturity,
        Self::HintUsage,
        Self::HeadingLead,
        Self::HintObjectives,
        Self::ObjectivesSwap,
        Self::HintHorizons,
        Self::HorizonNumber,
        Self::HorizonsSum,
        Self::HorizonsResting,
        Self::HorizonsEven,
        Self::CompassLabel,
        Self::HeadingNone,
        Self::HeadingBalanced,
        Self::HeadingMain,
        Self::FirmnessFirm,
        Self::FirmnessOpen,
        Self::FirmnessSensitive,
        Self::Missing,
        Self::NothingMissing,
        Self::Percent,
        Self::PercentOf,
        Self::MonthOne,
        Self::MonthOther,
        Self::YearOne,
        Self::YearOther,
        Self::TrajectoryNone,
        Self::MatrixTitle,
        Self::MatrixLead,
        Self::MatrixCaption,
        Self::MatrixMain,
        Self::OfficialPercent,
        Self::PositionCore,
        Self::PositionUpstream,
        Self::PositionDownstream,
        Self::PositionCoreLong,
        Self::PositionUpstreamLong,
        Self::PositionDownstreamLong,
        Self::TimelineTitle,
        Self::TimelineLead,
        Self::TimelinePreview,
        Self::StartNone,
        Self::StartToday,
        Self::StartWrong,
        Self::HintStart,
        Self::SeasonNow,
        Self::MilestoneStart,
        Self::MilestoneSeason,
        Self::MilestoneReview,
        Self::MilestoneHorizon,
        Self::DatePattern,
        Self::DateFirst,
        Self::Month1,
        Self::Month2,
        Self::Month3,
        Self::Month4,
        Self::Month5,
        Self::Month6,
        Self::Month7,
        Self::Month8,
        Self::Month9,
        Self::Month10,
        Self::Month11,
        Self::Month12,
        Self::ListLast,
        Self::DecimalMark,
        Self::WhatIfTitle,
        Self::WhatIfLead,
        Self::WhatIfQuestion,
        Self::WhatIfAnswer,
        Self::WhatIfWeights,
        Self::WhatIfWeightsHint,
        Self::WhatIfKeep,
        Self::WhatIfDrop,
        Self::DifferenceNone,
        Self::DifferenceMain,
        Self::DifferenceMainSame,
        Self::DifferenceShares,
        Self::DifferenceCell,
        Self::DifferencePathSame,
        Self::DifferencePathOne,
        Self::DifferencePathOther,
        Self::DifferencePathOpen,
        Self::DifferenceEntered,
        Self::DifferenceLeft,
        Self::MovedOne,
        Self::MovedOther,
        Self::PathNone,
        Self::PathLeadOne,
        Self::PathLeadOther,
        Self::PathNote,
        Self::ExplorerTitle,
        Self::ExplorerLead,
        Self::TrialShows,
        Self::TrialBack,
        Self::Why,
        Self::WhyObjective,
        Self::WhyObjectivePart,
        Self::WhyImpact,
        Self::WhyImpactPart,
        Self::WhyProfile,
        Self::WhyProfilePart,
        Self::WhyDomain,
        Self::WhyDomainPart,
        Self::WhyMaturity,
        Self::WhyMaturityPart,
        Self::WhyUsage,
        Self::WhyLevel,
        Self::Limit,
        Self::LimitNone,
        Self::LimitObjective,
        Self::LimitObjectivePart,
        Self::LimitImpact,
        Self::LimitImpactPart,
        Self::LimitProfile,
        Self::LimitProfilePart,
        Self::LimitDomain,
        Self::LimitDomainPart,
        Self::LimitMaturity,
        Self::LimitMaturityPart,
        Self::LimitUsage,
        Self::LimitLevel,
        Self::NewTab,
        Self::DateDeduced,
        Self::DateUnknown,
        Self::InFrench,
        Self::InEnglish,
        Self::UrlAbout,
        Self::AddressMissing,
        Self::AddressPlain,
        Self::SearchPhrase,
        Self::CriterionImpact,
        Self::QuickTitle,
        Self::QuickLead,
        Self::QuickFor,
        Self::QuickChange,
        Self::QuickResources,
        Self::QuickNone,
        Self::QuickTrajectory,
        Self::QuickPath,
        Self::MethodTitle,
        Self::MethodLead,
        Self::MethodPrivacy,
        Self::MethodClose,
        Self::MethodMatrix,
        Self::MethodMatrixText,
        Self::MethodHeading,
        Self::MethodHeadingText,
        Self::MethodWeights,
        Self::MethodAffinities,
        Self::MethodMaturity,
        Self::MethodDates,
        Self::MethodDatesText,
        Self::MethodHorizons,
        Self::MethodReviews,
        Self::MethodMarks,
        Self::MethodPath,
        Self::MethodPathText,
        Self::MethodPoints,
        Self::MethodAnnounced,
        Self::MethodNoAddress,
        Self::MethodLists,
        Self::MethodListsText,
        Self::MethodImpacts,
        Self::MethodLevers,
        Self::MethodKinds,
        Self::MethodSeasons,
        Self::Source,
        Self::SourceReport,
        Self::SourceInference,
    ];

    /// The name of the message in the language files.
    #[cfg(not(target_arch = "wasm32"))]
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::WidgetTitle => "widget-title",
            Self::StepsLabel => "steps-label",
            Self::StepSituate => "step-situate",
            Self::StepHeading => "step-heading",
            Self::StepTrajectory => "step-trajectory",
            Self::StepPath => "step-path",
            Self::StartOver => "start-over",
            Self::Erased => "erased",
            Self::EraseUndo => "erase-undo",
            Self::Restored => "restored",
            Self::MethodOpen => "method-open",
            Self::ToConfirm => "to-confirm",
            Self::ListToConfirm => "list-to-confirm",
            Self::Unanswered => "unanswered",
            Self::AnswerClear => "answer-clear",
            Self::Copy => "copy",
            Self::Copied => "copied",
            Self::NotCopied => "not-copied",
            Self::QuestionProfile => "question-profile",
            Self::QuestionDomains => "question-domains",
            Self::QuestionLevel => "question-level",
            Self::QuestionMaturity => "question-maturity",
            Self::QuestionUsage => "question-usage",
            Self::QuestionObjectives => "question-objectives",
            Self::QuestionHorizons => "question-horizons",
            Self::QuestionStart => "question-start",
            Self::SituateLead => "situate-lead",
            Self::QuickOffer => "quick-offer",
            Self::HintProfile => "hint-profile",
            Self::HintDomains => "hint-domains",
            Self::DomainsFull => "domains-full",
            Self::HintLevel => "hint-level",
            Self::HintMaturity => "hint-maturity",
            Self::HintUsage => "hint-usage",
            Self::HeadingLead => "heading-lead",
            Self::HintObjectives => "hint-objectives",
            Self::ObjectivesSwap => "objectives-swap",
            Self::HintHorizons => "hint-horizons",
            Self::HorizonNumber => "horizon-number",
            Self::HorizonsSum => "horizons-sum",
            Self::HorizonsResting => "horizons-resting",
            Self::HorizonsEven => "horizons-even",
            Self::CompassLabel => "compass-label",
            Self::HeadingNone => "heading-none",
            Self::HeadingBalanced => "heading-balanced",
            Self::HeadingMain => "heading-main",
            Self::FirmnessFirm => "firmness-firm",
            Self::FirmnessOpen => "firmness-open",
            Self::FirmnessSensitive => "firmness-sensitive",
            Self::Missing => "missing",
            Self::NothingMissing => "nothing-missing",
            Self::Percent => "percent",
            Self::PercentOf => "percent-of",
            Self::MonthOne => "month-one",
            Self::MonthOther => "month-other",
            Self::YearOne => "year-one",
            Self::YearOther => "year-other",
            Self::TrajectoryNone => "trajectory-none",
            Self::MatrixTitle => "matrix-title",
            Self::MatrixLead => "matrix-lead",
            Self::MatrixCaption => "matrix-caption",
            Self::MatrixMain => "matrix-main",
            Self::OfficialPercent => "official-percent",
            Self::PositionCore => "position-core",
            Self::PositionUpstream => "position-upstream",
            Self::PositionDownstream => "position-downstream",
            Self::PositionCoreLong => "position-core-long",
            Self::PositionUpstreamLong => "position-upstream-long",
            Self::PositionDownstreamLong => "position-downstream-long",
            Self::TimelineTitle => "timeline-title",
            Self::TimelineLead => "timeline-lead",
            Self::TimelinePreview => "timeline-preview",
            Self::StartNone => "start-none",
            Self::StartToday => "start-today",
            Self::StartWrong => "start-wrong",
            Self::HintStart => "hint-start",
            Self::SeasonNow => "season-now",
            Self::MilestoneStart => "milestone-start",
            Self::MilestoneSeason => "milestone-season",
            Self::MilestoneReview => "milestone-review",
            Self::MilestoneHorizon => "milestone-horizon",
            Self::DatePattern => "date-pattern",
            Self::DateFirst => "date-first",
            Self::Month1 => "month-1",
            Self::Month2 => "month-2",
            Self::Month3 => "month-3",
            Self::Month4 => "month-4",
            Self::Month5 => "month-5",
            Self::Month6 => "month-6",
            Self::Month7 => "month-7",
            Self::Month8 => "month-8",
            Self::Month9 => "month-9",
            Self::Month10 => "month-10",
            Self::Month11 => "month-11",
            Self::Month12 => "month-12",
            Self::ListLast => "list-last",
            Self::DecimalMark => "decimal-mark",
            Self::WhatIfTitle => "what-if-title",
            Self::WhatIfLead => "what-if-lead",
            Self::WhatIfQuestion => "what-if-question",
            Self::WhatIfAnswer => "what-if-answer",
            Self::WhatIfWeights => "what-if-weights",
            Self::WhatIfWeightsHint => "what-if-weights-hint",
            Self::WhatIfKeep => "what-if-keep",
            Self::WhatIfDrop => "what-if-drop",
            Self::DifferenceNone => "difference-none",
            Self::DifferenceMain => "difference-main",
            Self::DifferenceMainSame => "difference-main-same",
            Self::DifferenceShares => "difference-shares",
            Self::DifferenceCell => "difference-cell",
            Self::DifferencePathSame => "difference-path-same",
            Self::DifferencePathOne => "difference-path-one",
            Self::DifferencePathOther => "difference-path-other",
            Self::DifferencePathOpen => "difference-path-open",
            Self::DifferenceEntered => "difference-entered",
            Self::DifferenceLeft => "difference-left",
            Self::MovedOne => "moved-one",
            Self::MovedOther => "moved-other",
            Self::PathNone => "path-none",
            Self::PathLeadOne => "path-lead-one",
            Self::PathLeadOther => "path-lead-other",
            Self::PathNote => "path-note",
            Self::ExplorerTitle => "explorer-title",
            Self::ExplorerLead => "explorer-lead",
            Self::TrialShows => "trial-shows",
            Self::TrialBack => "trial-back",
            Self::Why => "why",
            Self::WhyObjective => "why-objective",
            Self::WhyObjectivePart => "why-objective-part",
            Self::WhyImpact => "why-impact",
            Self::WhyImpactPart => "why-impact-part",
            Self::WhyProfile => "why-profile",
            Self::WhyProfilePart => "why-profile-part",
            Self::WhyDomain => "why-domain",
            Self::WhyDomainPart => "why-domain-part",
            Self::WhyMaturity => "why-maturity",
            Self::WhyMaturityPart => "why-maturity-part",
            Self::WhyUsage => "why-usage",
            Self::WhyLevel => "why-level",
            Self::Limit => "limit",
            Self::LimitNone => "limit-none",
            Self::LimitObjective => "limit-objective",
            Self::LimitObjectivePart => "limit-objective-part",
            Self::LimitImpact => "limit-impact",
            Self::LimitImpactPart => "limit-impact-part",
            Self::LimitProfile => "limit-profile",
            Self::LimitProfilePart => "limit-profile-part",
            Self::LimitDomain => "limit-domain",
            Self::LimitDomainPart => "limit-domain-part",
            Self::LimitMaturity => "limit-maturity",
            Self::LimitMaturityPart => "limit-maturity-part",
            Self::LimitUsage => "limit-usage",
            Self::LimitLevel => "limit-level",
            Self::NewTab => "new-tab",
            Self::DateDeduced => "date-deduced",
            Self::DateUnknown => "date-unknown",
            Self::InFrench => "in-french",
            Self::InEnglish => "in-english",
            Self::UrlAbout => "url-about",
            Self::AddressMissing => "address-missing",
            Self::AddressPlain => "address-plain",
            Self::SearchPhrase => "search-phrase",
            Self::CriterionImpact => "criterion-impact",
            Self::QuickTitle => "quick-title",
            Self::QuickLead => "quick-lead",
            Self::QuickFor => "quick-for",
            Self::QuickChange => "quick-change",
            Self::QuickResources => "quick-resources",
            Self::QuickNone => "quick-none",
            Self::QuickTrajectory => "quick-trajectory",
            Self::QuickPath => "quick-path",
            Self::MethodTitle => "method-title",
            Self::MethodLead => "method-lead",
            Self::MethodPrivacy => "method-privacy",
            Self::MethodClose => "method-close",
            Self::MethodMatrix => "method-matrix",
            Self::MethodMatrixText => "method-matrix-text",
            Self::MethodHeading => "method-heading",
            Self::MethodHeadingText => "method-heading-text",
            Self::MethodWeights => "method-weights",
            Self::MethodAffinities => "method-affinities",
            Self::MethodMaturity => "method-maturity",
            Self::MethodDates => "method-dates",
            Self::MethodDatesText => "method-dates-text",
            Self::MethodHorizons => "method-horizons",
            Self::MethodReviews => "method-reviews",
            Self::MethodMarks => "method-marks",
            Self::MethodPath => "method-path",
            Self::MethodPathText => "method-path-text",
            Self::MethodPoints => "method-points",
            Self::MethodAnnounced => "method-announced",
            Self::MethodNoAddress => "method-no-address",
            Self::MethodLists => "method-lists",
            Self::MethodListsText => "method-lists-text",
            Self::MethodImpacts => "method-impacts",
            Self::MethodLevers => "method-levers",
            Self::MethodKinds => "method-kinds",
            Self::MethodSeasons => "method-seasons",
            Self::Source => "source",
            Self::SourceReport => "source-report",
            Self::SourceInference => "source-inference",
        }
    }
}
