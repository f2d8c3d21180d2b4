//! The result, `boussole/result/1`: the same object in the browser's event and on the command line.

use super::answers;
use super::outcome::Outcome;
use super::record::Responses;
use crate::app::runtime::value::Value;
use boussole_content::pack::Pack;
use boussole_domain::matrix::PersonalMatrix;
use boussole_domain::path::Stop;
use boussole_domain::situation::Situation;
use boussole_domain::{Heading, Impact, Lever, PerImpact};

/// The schema id that every result carries.
pub const SCHEMA: &str = "boussole/result/1";

/// The result of a situation as a plain value. Without a heading, `heading`, `matrix` and `explorer`
/// are null; without a start there is no `trajectory`.
#[must_use]
pub fn result(situation: &Situation, outcome: &Outcome, responses: &Responses, content: &Pack) -> Value {
    let id = |stop: &Stop| content.resources.get(stop.resource).map_or("", |resource| resource.id.as_str());
    let plan = outcome.plan(content);
    let mut entries = vec![
        ("schema", Value::text(SCHEMA)),
        ("answers", answers::write_all(situation, responses, content)),
        ("heading", outcome.heading.as_ref().map_or(Value::Null, heading)),
        ("matrix", plan.matrix.as_ref().map_or(Value::Null, matrix)),
    ];
    if let Some(dates) = plan.trajectory {
        entries.push(("trajectory", per_impact(|impact| Value::text(dates.get(impact).to_string()))));
    }
    let path = &plan.path;
    entries.push(("path", Value::List(path.stops.iter().map(|stop| described(stop, id(stop))).collect())));
    entries.push(("explorer", path.explorer.as_ref().map_or(Value::Null, |stop| Value::text(id(stop)))));
    Value::Map(entries.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

fn heading(heading: &Heading) -> Value {
    Value::map([
        ("permille", numbers(&heading.permille)),
        ("bearing_degrees", Value::Decimal(heading.bearing_degrees())),
        ("sharpness", Value::Decimal(heading.sharpness())),
        ("balanced", Value::Bool(heading.balanced)),
    ])
}

fn matrix(matrix: &PersonalMatrix) -> Value {
    let levers = |value: &dyn Fn(Lever) -> Value| Value::map(Lever::ALL.map(|lever| (lever.id(), value(lever))));
    Value::map([
        ("parts_per_100000", levers(&|lever| numbers(matrix.parts.get(lever)))),
        ("levers", levers(&|lever| Value::from(*matrix.levers.get(lever)))),
    ])
}

fn described(stop: &Stop, id: &str) -> Value {
    let name = |criterion: boussole_domain::path::Criterion| Value::text(criterion.id());
    Value::map([
        ("id", Value::text(id)),
        ("score", Value::Integer(stop.score.into())),
        ("why", Value::List(stop.why.iter().map(|mark| name(mark.criterion)).collect())),
        ("limit", stop.limit.map_or(Value::Null, |mark| name(mark.criterion))),
    ])
}

fn numbers(values: &PerImpact<u32>) -> Value {
    per_impact(|impact| Value::from(*values.get(impact)))
}

fn per_impact(value: impl Fn(Impact) -> Value) -> Value {
    Value::map(Impact::ALL.map(|impact| (impact.id(), value(impact))))
}
