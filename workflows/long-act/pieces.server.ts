import { randomUUID } from "node:crypto"
import type { ClientSession } from "mongoose"
import {
  beatLongAct,
  endLongAct,
  findLongActs,
  putLongAct,
} from "#models/long-act/long-act.repository.server.ts"
import { isLeftBehind, type LongAct } from "#models/long-act/long-act.ts"
import { IMPORTING, OPENING, REORGANISING, UNDOING } from "#models/long-act/register-turn.server.ts"
import { type Clock, systemClock } from "#models/shared/clock.ts"
import { formatInstant } from "#models/shared/dates.ts"
import { ConcurrentEditError, isOfficeError } from "#models/shared/errors.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { Store } from "#models/store/connection.server.ts"

export type LongActDependencies = {
  store: Pick<Store, "inTransaction">
  /** Tells whose worker is alive: the machine's own time unless another is given, whatever day the office works in. */
  leaseClock?: Clock
}

/** A part of a long act that stands alone and may be written again: what is there already is left. */
export type Piece = (session: ClientSession) => Promise<void>

/** Documents a piece may write: with its log and the act's own progress it stays below 500. */
export const PIECE = 450
/** Of things that are moved: each writes itself and its line in the log. */
export const MOVES_PIECE = 200

export const inPieces = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  )

type Asked = Pick<LongAct, "campaignId" | "kind" | "by" | "at" | "input">

/**
 * Begins a long act of a campaign, or takes over the same one where it was left behind.
 * @throws ConcurrentEditError while another is under way
 */
export const beginAct = async (
  d: LongActDependencies,
  asked: Asked,
  session: ClientSession,
): Promise<LongAct> => {
  const now = aliveAt(d)
  const other = (await findLongActs(session)).find(({ campaignId }) => campaignId === asked.campaignId)
  if (other && !(other.kind === asked.kind && isLeftBehind(other, now))) throw underWay(other)
  const act = { ...asked, token: randomUUID(), done: 0, total: 0, beatAt: now }
  await putLongAct(act, session)
  return act
}

/** Writes the pieces, each in a transaction of its own. @throws ConcurrentEditError when somebody else goes on with the act */
export const writePieces = async (
  d: LongActDependencies,
  act: LongAct,
  pieces: readonly Piece[],
): Promise<void> => {
  for (const [index, piece] of pieces.entries())
    await d.store.inTransaction(async (session) => {
      await beatLongAct(act, { done: index + 1, total: pieces.length, beatAt: aliveAt(d) }, session)
      await piece(session)
    })
}

/** Gives up an act of which nobody has seen anything; one that somebody else goes on with is theirs. */
export const giveUpAct = async (d: LongActDependencies, act: LongAct): Promise<void> => {
  try {
    await d.store.inTransaction((session) => endLongAct(act, session))
  } catch (error) {
    if (!isOfficeError(error)) throw error
  }
}

/** Acts that leave no review to be opened and no other decision to be issued or recalled meanwhile: what is in force rests on them. */
const ALONE: ReadonlySet<string> = new Set([OPENING, "issue", "recall", REORGANISING])
const RESTS_ON_OTHERS: ReadonlySet<string> = new Set([
  "campaign.opened",
  "decision.issued",
  "edition.recalled",
  "procedure.repealed",
])

/**
 * `token`: of the act that asks; `beginning`: of one that judges itself whose turn it is on its campaign.
 * @throws ConcurrentEditError while a long act of this campaign, or one that must be alone, is under way
 */
export const assertNoActInTheWay = async (
  asked: { campaignId: string; event: string; token?: string | undefined; beginning?: true | undefined },
  session: ClientSession,
): Promise<void> => {
  for (const act of await findLongActs(session)) {
    const isOwn = act.campaignId === asked.campaignId
    if (isOwn && (asked.beginning || act.token === asked.token)) continue
    if (isOwn || (ALONE.has(act.kind) && RESTS_ON_OTHERS.has(asked.event))) throw underWay(act)
  }
}

const VERBS: Record<string, string> = {
  [OPENING]: "mở đợt",
  consolidate: "chốt danh mục",
  issue: "phát hành",
  recall: "thu hồi",
  stop: "dừng đợt",
  [REORGANISING]: "chuyển việc theo quyết định sắp xếp",
}

/** Acts on the register as a whole, which are no campaign's. */
const ON_REGISTER: Record<string, string> = {
  [IMPORTING]: "nhập thủ tục vào sổ",
  [UNDOING]: "hoàn tác một lần nhập thủ tục",
}

/** What is being done, how far it is, for whom and since when, in words. */
export const actInWords = ({ kind, campaignId, done, total, by, at }: LongAct): string =>
  `Đang ${ON_REGISTER[kind] ?? `${VERBS[kind] ?? "thực hiện"} ${campaignId}`} (${formatNumber(done)}/${formatNumber(total)} phần), do ${by.name} yêu cầu lúc ${formatInstant(at)}.`

/** The refusal of whoever comes in between. */
export const underWay = (act: LongAct): ConcurrentEditError =>
  new ConcurrentEditError(`${actInWords(act)} Chờ xong rồi tải lại trang và thực hiện lại.`, { changed: [] })

export const aliveAt = ({ leaseClock }: Pick<LongActDependencies, "leaseClock">): Date =>
  (leaseClock ?? systemClock).now()
