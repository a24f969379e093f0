// The array of doubles that a run gives (src/browser/numbers.h), in the shape of a brief's JSON.
import type { Forum, Participant, Seat, Share, Summary, Venue } from "../brief";
import type { Words } from "./module";

/** Figures of the base case as a reader has changed it; what was not asked for is absent. */
export interface Run {
  venues: Venue[];
  forums: Forum[];
}

const STANDINGS: Seat["status"][] = ["member", "observer", "partner"];

/** Reads on, number after number. What does not exist is NaN in C and null here. */
class Reader {
  private at = 0;

  constructor(
    private readonly numbers: Float64Array,
    private readonly words: Words,
  ) {}

  number(): number {
    return this.numbers[this.at++] ?? NaN;
  }

  figure(): number | null {
    const value = this.number();
    return Number.isNaN(value) ? null : value;
  }

  flag(): boolean {
    return this.number() !== 0;
  }

  state(): string | null {
    return this.words.states[this.number()]?.id ?? null;
  }

  list<Entry>(entry: () => Entry): Entry[] {
    return Array.from({ length: this.number() }, entry);
  }

  summary(): Summary {
    return { mean: this.figure(), median: this.figure(), low80: this.figure(), high80: this.figure(), low95: this.figure(), high95: this.figure(), constant: this.flag() };
  }

  share(): Share {
    return { value: this.figure(), low95: this.figure(), high95: this.figure() };
  }

  participant(): Participant {
    return {
      state: this.state() ?? "",
      votes: this.flag(),
      position: this.number(),
      weight: this.number(),
      no_deal_cost: this.number(),
      change: this.number(),
      gain: this.figure(),
      in_coalition: this.flag(),
    };
  }

  venue(): Venue {
    const issue = this.words.issues[this.number()]?.id ?? "";
    const forum = this.words.forums[this.number()]?.id ?? "";
    const open = this.flag();
    const head = { issue, forum, open, beyond_reach: this.flag() };
    if (!open) return head as Venue;
    return {
      ...head,
      voters: this.number(),
      bilateral: this.summary(),
      settled: this.summary(),
      gain: this.summary(),
      gain_positive: this.share(),
      threat_binds: this.share(),
      bypassed: this.share(),
      decides: this.share(),
      gain_change: this.summary(),
      gain_rises: this.share(),
      participants: this.list(() => this.participant()),
    };
  }

  seat(): Seat {
    return {
      state: this.state() ?? "",
      status: STANDINGS[this.number()] ?? "member",
      capability_share: this.figure(),
      shapley_shubik: this.figure(),
      banzhaf: this.figure(),
    };
  }

  forum(ruleOf: (forum: number) => string): Forum {
    const place = this.number();
    return {
      forum: this.words.forums[place]?.id ?? "",
      exists: this.flag(),
      members: this.number(),
      chair: this.state(),
      rule: ruleOf(place),
      concentration: { total: this.figure(), leader: this.state(), leader_share: this.figure(), hhi: this.figure(), con: this.figure(), effective_number: this.figure() },
      seats: this.list(() => this.seat()),
    };
  }
}

export function readRun(numbers: Float64Array, words: Words, ruleOf: (forum: number) => string): Run {
  const reader = new Reader(numbers, words);
  return { venues: reader.list(() => reader.venue()), forums: reader.list(() => reader.forum(ruleOf)) };
}
