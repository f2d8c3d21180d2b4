//! What is wrong with a catalogue, in words for whoever typed it: the same in the page and on the command line.

use super::ctx::Ctx;
use super::dispatch::Dispatch;
use crate::app::Model;
use crate::app::overlay::{Expected, InvalidField, LONGEST, Problem};
use crate::app::partner_catalogue::entries;
use boussole_content::encoding::Foreign;
use boussole_content::i18n::Key;
use boussole_content::pack::Pack;
use boussole_content::table::COLUMNS;
use std::rc::Rc;

/// What is wrong, in the language of a pack: how many things there are, then each.
#[must_use]
pub fn sentences(pack: Pack, misfits: &[InvalidField]) -> Vec<String> {
    let bus = Dispatch::noop();
    let model = Model::new(Rc::new(pack));
    let ctx = Ctx { model: &model, bus: &bus };
    let count = u32::try_from(misfits.len()).unwrap_or(u32::MAX);
    let first = ctx.messages().count(count, Key::OwnRefusedOne, Key::OwnRefusedOther);
    std::iter::once(first).chain(misfits.iter().map(|misfit| said(ctx, misfit))).collect()
}

/// One thing that is wrong.
#[must_use]
pub fn said(ctx: Ctx<'_>, misfit: &InvalidField) -> String {
    let rows = match (misfit.stretches(), misfit.rows.len()) {
        (_, 0) => String::new(),
        ((rows, _), 1) => ctx.fill(Key::ProblemRow, &[("row", &rows)]),
        ((rows, 0), _) => ctx.fill(Key::ProblemRows, &[("rows", &rows)]),
        ((rows, more), _) => ctx.fill(Key::ProblemRowsMore, &[("rows", &rows), ("n", &more.to_string())]),
    };
    let place = match misfit.place.strip_prefix("column ") {
        Some(column) => ctx.fill(Key::ProblemColumn, &[("column", column)]),
        None => misfit.place.clone(),
    };
    let parts = [rows, place, misfit.told_values()];
    let place = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" › ");
    let said = match &misfit.problem {
        Problem::Unknown => {
            let known = known(ctx, misfit);
            let said = ctx.t(Key::ProblemUnknown);
            if known.is_empty() { said.to_owned() } else { [said, " (", &known, ")"].concat() }
        }
        Problem::Length(length) => {
            ctx.fill(Key::ProblemLength, &[("n", &length.to_string()), ("most", &LONGEST.to_string())])
        }
        Problem::Address => ctx.t(Key::ProblemAddress).to_owned(),
        Problem::FocusTarget(_) => ctx.t(Key::ProblemWrong).to_owned(),
        Problem::File(foreign) => ctx.t(file_name(*foreign)).to_owned(),
        Problem::Choice(names) => ctx.fill(Key::ProblemChoice, &[("names", &names.join(", "))]),
        Problem::Expected(form) => ctx.t(form_name(*form)).to_owned(),
    };
    ctx.fill(Key::NameValue, &[("name", &place), ("value", &said)])
}

/// The names that could stand there: of columns, or the ids that a field may hold.
fn known(ctx: Ctx<'_>, misfit: &InvalidField) -> String {
    let names: Vec<&str> = if misfit.place.starts_with("column ") {
        COLUMNS.iter().map(|(name, _)| *name).collect()
    } else {
        entries(ctx.vocabulary(), &misfit.place).iter().map(|entry| entry.id.as_str()).collect()
    };
    names.join(", ")
}

fn file_name(foreign: Foreign) -> Key {
    match foreign {
        Foreign::Empty => Key::FileEmpty,
        Foreign::Workbook => Key::FileWorkbook,
        Foreign::Document => Key::FileDocument,
        Foreign::Picture => Key::FilePicture,
        Foreign::Pdf => Key::FilePdf,
        Foreign::Page => Key::FilePage,
        Foreign::Archive => Key::FileArchive,
        Foreign::Binary => Key::FileBinary,
        Foreign::Letters => Key::FileLetters,
    }
}

fn form_name(form: Expected) -> Key {
    match form {
        Expected::ObjectOrTable | Expected::Catalogue | Expected::Json => Key::FormTable,
        Expected::Items => Key::FormItems,
        Expected::AtMost => Key::FormMost,
        Expected::AtLeast => Key::FormLeast,
        Expected::Once => Key::FormOnce,
        Expected::Kind => Key::FormKind,
        Expected::Status => Key::FormStatus,
        Expected::Value => Key::FormValue,
        Expected::Text => Key::FormText,
        Expected::Date => Key::FormDate,
        Expected::Ids => Key::FormIds,
        Expected::Keywords => Key::FormKeywords,
        Expected::Circles => Key::FormCircles,
        Expected::Another => Key::FormAnother,
        Expected::Original => Key::FormOriginal,
        Expected::Maturity => Key::FormMaturity,
        Expected::Quotes => Key::FormQuotes,
        Expected::Light => Key::FormLight,
        Expected::Names => Key::FormNames,
        Expected::Column => Key::FormColumn,
        Expected::Named => Key::FormNamed,
        Expected::OneColumn => Key::FormOneColumn,
        Expected::Yes => Key::FormYes,
        // Of an overlay, or so wrong that only the place helps.
        Expected::Overlay
        | Expected::Object
        | Expected::Words
        | Expected::Messages
        | Expected::Terms
        | Expected::Term
        | Expected::Contact
        | Expected::Mode => Key::ProblemWrong,
    }
}
