// A brief with its entries at hand by id: what every chart draws from.
import type { Brief, Case, Forum, Issue, Participant, Quantity, Venue } from "./brief";

export class View {
  readonly base: Case;
  private readonly stateNames: Map<string, string>;
  private readonly forumNames: Map<string, string>;
  private readonly issues: Map<string, Issue>;
  private readonly quantities: Map<string, Quantity>;

  /** `moved`: the figures are a reader's, not the dossier's. */
  constructor(
    readonly brief: Brief,
    readonly moved = false,
  ) {
    const { states, forums, issues, quantities } = brief.dossier;
    this.base = brief.cases[0] ?? { what_if: null, title: "", date: brief.dossier.as_of, venues: [] };
    this.stateNames = new Map(states.map(({ id, name }) => [id, name]));
    this.forumNames = new Map(forums.map(({ id, name }) => [id, name]));
    this.issues = new Map(issues.map((issue) => [issue.id, issue]));
    this.quantities = new Map(quantities.map((quantity) => [quantity.path, quantity]));
  }

  state(id: string | null): string {
    return id === null ? "" : (this.stateNames.get(id) ?? id);
  }

  forum(id: string): string {
    return this.forumNames.get(id) ?? id;
  }

  issue(id: string): Issue | undefined {
    return this.issues.get(id);
  }

  operation(id: string): string {
    return this.brief.dossier.operations.find((operation) => operation.id === id)?.title ?? id;
  }

  quantity(path: string): Quantity | undefined {
    return this.quantities.get(path);
  }

  /** The forum's figures on the date of the base case, where it has members then. */
  forumFigures(id: string): Forum | undefined {
    return this.base.forums?.find(({ forum, exists }) => forum === id && exists);
  }

  /** The issue that the charts of outcomes are about: the question's, or the first that can be taken anywhere. */
  get subject(): Issue | undefined {
    const asked = this.brief.headline?.issue ?? this.base.venues.find(({ open }) => open)?.issue;
    return asked === undefined ? undefined : this.issue(asked);
  }

  /** The forum that the charts are about: the question's, or the first that has members. */
  get forumAsked(): string | undefined {
    return (
      this.brief.dossier.question?.forum ??
      this.brief.headline?.forum ??
      this.base.forums?.find(({ exists }) => exists)?.forum
    );
  }

  /** The question's issue at the question's forum in the base case, where it is open. */
  get headline(): Venue | undefined {
    return this.brief.headline === null ? undefined : this.headlineIn(this.base);
  }

  headlineIn(which: Case): Venue | undefined {
    const asked = this.brief.headline;
    return which.venues.find(
      ({ issue, forum, open }) => open && issue === asked?.issue && forum === asked.forum,
    );
  }

  /** Open venues of an issue in the base case, the question's forum first. */
  venuesOf(issue: Issue): Venue[] {
    const open = this.base.venues.filter((venue) => venue.open && venue.issue === issue.id);
    return open.sort((a, b) => Number(b.forum === this.forumAsked) - Number(a.forum === this.forumAsked));
  }

  /** What the dossier says of an issue now: the range of its status quo. */
  statusQuo(issue: Issue): Quantity | undefined {
    return this.brief.dossier.quantities.find(
      ({ measure, issue: of, what_if }) => measure === "status_quo" && of === issue.id && what_if === null,
    );
  }

  positions(issue: Issue): Quantity[] {
    return this.brief.dossier.quantities.filter(
      ({ measure, issue: of, what_if }) => measure === "position" && of === issue.id && what_if === null,
    );
  }

  /** A state's row among the participants of a venue, every quantity at its most likely value. */
  participant(venue: Venue, state: string): Participant | undefined {
    return venue.participants?.find((row) => row.state === state);
  }
}
