import { Text } from "@mantine/core"
import {
  ANSWER_STANDING_LABELS,
  ANSWER_STANDINGS,
  type AnswerStanding,
  answerStandings,
} from "#models/registration/doubt.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { StatusBadge, type Tone } from "../../components/badges.tsx"
import type { RegistrationScreenData } from "./screen-data.ts"

const TONES: Record<AnswerStanding, Tone> = {
  OPEN: "bad",
  OVERRULED: "partial",
  CONFIRMED: "good",
  LEFT: "quiet",
}

const standingsIn = ({ registration, context }: RegistrationScreenData) =>
  answerStandings(registration.suggestion, context.proposal)

/** What became of one suggested answer, and who answered. */
export function AnsweredBy({ page, letter }: { page: RegistrationScreenData; letter: string }) {
  const found = standingsIn(page).find((one) => one.letter === letter)
  if (!found) return null
  return (
    <Text size="sm">
      <StatusBadge label={ANSWER_STANDING_LABELS[found.standing]} tone={TONES[found.standing]} />{" "}
      {found.by ? (page.names[found.by] ?? found.by) : null}
    </Text>
  )
}

/** How many criteria were confirmed, overruled, left and not answered, each with its letters: for who signs off or appraises. */
export function AnswerCounts({ page }: { page: RegistrationScreenData }) {
  const standings = standingsIn(page)
  return (
    <Text>
      {ANSWER_STANDINGS.map((standing) => ({
        standing,
        letters: standings.filter((one) => one.standing === standing).map(({ letter }) => letter),
      }))
        .filter(({ letters }) => letters.length > 0)
        .map(
          ({ standing, letters }) =>
            `${ANSWER_STANDING_LABELS[standing]}: ${formatNumber(letters.length)} (${letters.join(", ")})`,
        )
        .join("; ")}
      .
    </Text>
  )
}
