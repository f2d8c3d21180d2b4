// Why the widget cannot start, as the page's developer is told.

/** Whose fault it is where asking again may cure it: the network comes back by itself, a host does not.
 * @typedef {"host" | "network" | "" | false | undefined} Fault */

/** A reason why the widget cannot start, or cannot take what it was given. */
export class Failure extends Error {
  /**
   * @param {string} code the `code` of `boussole-error`
   * @param {string} help what happened and what to do, in a sentence for the page's developer
   * @param {string} [directive] the directive of the page's content policy that refuses something
   * @param {Fault} [fault] whose fault it is, where asking again may cure it
   */
  constructor(code, help, directive, fault) {
    super(help);
    this.code = code;
    this.directive = directive;
    this.fault = fault;
  }
}
