//! Going through the items of an instrument one at a time, the ones that matter first.

use crate::app::runtime::effect::FocusTarget;

/// Which items matter first, and the one that shows; kept nowhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rounds {
    /// A bit for each; none is as good as all.
    chosen: u64,
    /// None while she chooses.
    pub current: Option<u8>,
}

/// Something that happens to the rounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RoundsMsg {
    /// The visitor said that an item matters first, or no longer.
    ItemToggled(u8),
    /// The visitor asked for an item.
    ItemRequested(u8),
    /// The visitor went back to the choice of items.
    ChoiceRequested,
    /// The visitor came to the end of the items.
    Finished,
}

impl Rounds {
    /// Whether an item matters first.
    #[must_use]
    pub fn has_chosen(self, item: u8) -> bool {
        self.chosen & bit(item) != 0
    }

    /// The items to go through, of so many, before an item, and those from it on; each in order.
    #[must_use]
    pub fn around(self, item: u8, count: usize) -> (Vec<u8>, Vec<u8>) {
        let items = (0..).take(count).filter(|item| self.chosen == 0 || self.has_chosen(*item));
        items.partition(|other| *other < item)
    }

    /// What a message makes of the rounds, and where the focus goes.
    pub(super) fn update(&mut self, msg: &RoundsMsg) -> Option<FocusTarget> {
        let (current, target) = match *msg {
            RoundsMsg::ItemToggled(item) => {
                self.chosen ^= bit(item);
                return None;
            }
            RoundsMsg::ItemRequested(item) => (Some(item), FocusTarget::Round),
            RoundsMsg::ChoiceRequested => (None, FocusTarget::Title),
            RoundsMsg::Finished => (None, FocusTarget::InstrumentResult),
        };
        self.current = current;
        Some(target)
    }
}

fn bit(item: u8) -> u64 {
    1_u64.checked_shl(item.into()).unwrap_or(0)
}
