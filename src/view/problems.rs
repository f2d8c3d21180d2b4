//! What is wrong with a catalogue, in words for whoever typed it: the same in the page and on the command line.

use super::ctx::Ctx;
use super::dispatch::Dispatch;
use crate::app::Model;
use crate::app::features::content::invalid_field::{Expected, InvalidField, MAX_PARTNER_TEXT_CHARS, Problem};
use crate::app::features::content::partner_resource::entries;
use boussole_content::encoding::UnsupportedFormat;
use boussole_content::i18n::Key;
use boussole_content::pack::Pack;
use boussole_content::table::COLUMNS;
use std::rc::Rc;

/// What is wrong, in the language of a pack: how many things there are, then each.
#[must_use]
pub fn sentences(pack: Pack, invalid_fields: &[InvalidField]) -> Vec<String> {
    let dispatch = Dispatch::noop();
    let model = Model::new(Rc::new(pack));
    let ctx = Ctx { model: &model, dispatch: &dispatch };
    let count = u32::try_from(invalid_fields.len()).unwrap_or(u32::MAX);
    let first = ctx.messages().count(count, Key::OwnRefusedOne, Key::OwnRefusedOther);
    std::iter::once(first).chain(invalid_fields.iter().map(|invalid_field| problem_text(ctx, invalid_field))).collect()
}

/// One thing that is wrong.
#[must_use]
pub fn problem_text(ctx: Ctx<'_>, invalid_field: &InvalidField) -> String {
    let rows = match (invalid_field.row_ranges(), invalid_field.rows.len()) {
        (_, 0) => String::new(),
        ((rows, _), 1) => ctx.fill(Key::ProblemRow, &[("row", &rows)]),
        ((rows, 0), _) => ctx.fill(Key::ProblemRows, &[("rows", &rows)]),
        ((rows, more), _) => ctx.fill(Key::ProblemRowsMore, &[("rows", &rows), ("n", &more.to_string())]),
    };
    let location = match invalid_field.path.strip_prefix("column ") {
        Some(column) => ctx.fill(Key::ProblemColumn, &[("column", column)]),
        None => invalid_field.path.clone(),
    };
    let parts = [rows, location, invalid_field.values_text()];
    let location = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" › ");
    let text = match &invalid_field.problem {
        Problem::Unknown => {
            let options = known_names(ctx, invalid_field);
            let text = ctx.t(Key::ProblemUnknown);
            if options.is_empty() { text.to_owned() } else { [text, " (", &options, ")"].concat() }
        }
        Problem::Length(length) => {
            ctx.fill(Key::ProblemLength, &[("n", &length.to_string()), ("most", &MAX_PARTNER_TEXT_CHARS.to_string())])
        }
        Problem::Address => ctx.t(Key::ProblemAddress).to_owned(),
        Problem::Placeholder(_) | Problem::Range(..) => ctx.t(Key::ProblemWrong).to_owned(),
        Problem::File(foreign) => ctx.t(file_name(*foreign)).to_owned(),
        Problem::Choice(names) => ctx.fill(Key::ProblemChoice, &[("names", &names.join(", "))]),
        Problem::Expected(form) => ctx.t(form_name(*form)).to_owned(),
    };
    ctx.fill(Key::NameValue, &[("name", &location), ("value", &text)])
}

/// The names that could stand there: of columns, or the ids that a field may hold.
fn known_names(ctx: Ctx<'_>, invalid_field: &InvalidField) -> String {
    let names: Vec<&str> = if invalid_field.path.starts_with("column ") {
        COLUMNS.iter().map(|(name, _)| *name).collect()
    } else {
        entries(ctx.vocabulary(), &invalid_field.path).iter().map(|entry| entry.id.as_str()).collect()
    };
    names.join(", ")
}

fn file_name(foreign: UnsupportedFormat) -> Key {
    match foreign {
        UnsupportedFormat::Empty => Key::FileEmpty,
        UnsupportedFormat::Workbook => Key::FileWorkbook,
        UnsupportedFormat::Document => Key::FileDocument,
        UnsupportedFormat::Picture => Key::FilePicture,
        UnsupportedFormat::Pdf => Key::FilePdf,
        UnsupportedFormat::Page => Key::FilePage,
        UnsupportedFormat::Archive => Key::FileArchive,
        UnsupportedFormat::Binary => Key::FileBinary,
        UnsupportedFormat::Letters => Key::FileLetters,
    }
}

fn form_name(form: Expected) -> Key {
    match form {
        Expected::ObjectOrTable | Expected::Catalogue | Expected::Json => Key::FormTable,
        Expected::ResourceList => Key::FormItems,
        Expected::MaxResources => Key::FormMost,
        Expected::MinResources => Key::FormLeast,
        Expected::UniqueId => Key::FormOnce,
        Expected::OneKind => Key::FormKind,
        Expected::Status => Key::FormStatus,
        Expected::RequiredValue => Key::FormValue,
        Expected::Text => Key::FormText,
        Expected::Date => Key::FormDate,
        Expected::Ids => Key::FormIds,
        Expected::Keywords => Key::FormKeywords,
        Expected::Circles => Key::FormCircles,
        Expected::OtherId => Key::FormAnother,
        Expected::OriginalId => Key::FormOriginal,
        Expected::Maturity => Key::FormMaturity,
        Expected::ClosedQuotes => Key::FormQuotes,
        Expected::FileUnder5Mb => Key::FormLight,
        Expected::ReadableFile => Key::FormReadable,
        Expected::HeaderRow => Key::FormNames,
        Expected::RequiredColumn => Key::FormColumn,
        Expected::ColumnName => Key::FormNamed,
        Expected::UniqueColumn => Key::FormOneColumn,
        Expected::YesOrEmpty => Key::FormYes,
        // Of an overlay, or so wrong that only the place helps.
        Expected::Overlay
        | Expected::Object
        | Expected::LanguageSection
        | Expected::Messages
        | Expected::Terms
        | Expected::Term
        | Expected::Contact
        | Expected::Mode
        | Expected::List
        | Expected::Slug
        | Expected::Source
        | Expected::Condition
        | Expected::GridExample
        | Expected::StageReading
        | Expected::AgreedLevel => Key::ProblemWrong,
    }
}
