//! The badge that stands wherever a wording's text is shown, copied or exported.

use std::fmt;

use super::kind::Fidelity;

/// How far the words of a wording can be trusted as the speaker's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Badge {
    /// What the words are.
    pub standing: Standing,
    /// Whether somebody read them at the source's address.
    pub verified: bool,
}

/// What the words of a wording are. Ordered by nearness to the spoken words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Words of a source with this fidelity.
    Of(Fidelity),
    /// Words of a source that does not say how near it is.
    Unstated,
    /// Words of no named source.
    NoSource,
    /// The editor's summary: nobody's words.
    Paraphrase,
}

impl Standing {
    /// All standings, nearest first.
    pub const ALL: &'static [Self] = &[
        Self::Of(Fidelity::Transcript),
        Self::Of(Fidelity::Report),
        Self::Of(Fidelity::Translation),
        Self::Of(Fidelity::Reworded),
        Self::Unstated,
        Self::NoSource,
        Self::Paraphrase,
    ];

    /// The word on the badge.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Of(fidelity) => fidelity.name(),
            Self::Unstated => "fidelity unknown",
            Self::NoSource => "no source",
            Self::Paraphrase => "paraphrase",
        }
    }

    /// What it means, for somebody who sees the word for the first time.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Of(Fidelity::Transcript) => "the words as spoken, taken down in full",
            Self::Of(Fidelity::Report) => "the words as a report gives them",
            Self::Of(Fidelity::Translation) => "the words after a translation",
            Self::Of(Fidelity::Reworded) => "not the words as spoken: somebody put them otherwise",
            Self::Unstated => "the source does not say how near it is to the spoken words",
            Self::NoSource => "nobody says where the words were found",
            Self::Paraphrase => "the editor's summary, nobody's words",
        }
    }
}

impl Badge {
    /// Whether it has to be said that nobody read the words at the source's address.
    #[must_use]
    pub const fn is_unverified(self) -> bool {
        // A paraphrase has no words to verify, and no source already says it.
        !self.verified && !matches!(self.standing, Standing::Paraphrase | Standing::NoSource)
    }
}

impl fmt::Display for Badge {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.standing.name())?;
        if self.is_unverified() {
            formatter.write_str(", unverified")?;
        }
        Ok(())
    }
}
