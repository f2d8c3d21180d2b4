//! The project as it is, as it was, and as it was before something was undone.

use crate::edit::Edit;
use crate::project::Project;

/// So many steps are kept. Our limit: each costs what it changed.
const MAX_STEPS: usize = 500;

/// A project with its past and its future.
#[derive(Clone, Debug, Default)]
pub struct History {
    past: Vec<Project>,
    present: Project,
    future: Vec<Project>,
    /// What was edited last, while the next edit of it belongs to the same step.
    target: Option<String>,
}

impl History {
    /// A history that begins with a project.
    #[must_use]
    pub fn new(present: Project) -> Self {
        Self { present, ..Self::default() }
    }

    /// The project as it is.
    #[must_use]
    pub fn present(&self) -> &Project {
        &self.present
    }

    /// Whether there is something to undo.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether something was undone that can be done again.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// Does something. What changes nothing is no step.
    pub fn edit(&mut self, edit: Edit) {
        let target = edit.target();
        let next = edit.apply(&self.present);
        if next == self.present {
            return;
        }
        let continues = target.is_some() && target == self.target && self.can_undo();
        let before = std::mem::replace(&mut self.present, next);
        if !continues {
            self.past.push(before);
            if self.past.len() > MAX_STEPS {
                self.past.remove(0);
            }
        }
        self.future.clear();
        self.target = target;
    }

    /// Ends the step: the next edit is another one, of the same text too.
    pub fn settle(&mut self) {
        self.target = None;
    }

    /// Takes the last step back.
    pub fn undo(&mut self) {
        if let Some(before) = self.past.pop() {
            self.future.push(std::mem::replace(&mut self.present, before));
            self.target = None;
        }
    }

    /// Does again what was undone last.
    pub fn redo(&mut self) {
        if let Some(after) = self.future.pop() {
            self.past.push(std::mem::replace(&mut self.present, after));
            self.target = None;
        }
    }
}
