import { Title } from "@mantine/core"
import { Fragment, type ReactNode } from "react"
import type { Criterion } from "#models/legal-regime/legal-regime.ts"
import { doubtfulLetters } from "#models/registration/doubt.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import classes from "./registration.module.css"
import type { RegistrationScreenData } from "./screen-data.ts"

type GroupName = "DOUBTFUL" | "UNMET" | "CLEAR"

type CriteriaGroupsProps = {
  page: Pick<RegistrationScreenData, "regime" | "registration">
  titles: Record<GroupName, string>
  /** Criteria of these letters are never folded away: something is said about them. */
  shown: readonly string[]
  /** `index`: place of the criterion in the pack. */
  children: (criterion: Criterion, index: number) => ReactNode
}

/** The criteria, doubtful ones first, then what is clearly not met; what is clear and met lies folded in one line. */
export function CriteriaGroups({ page, titles, shown, children }: CriteriaGroupsProps) {
  const { regime, registration } = page
  const { suggestion } = registration
  const doubtful = new Set(doubtfulLetters(suggestion))
  const groupOf = ({ letter }: Criterion): GroupName => {
    if (doubtful.has(letter)) return "DOUBTFUL"
    const suggested = suggestion.answers.find((answer) => answer.letter === letter)
    return !suggested || suggested.value === "NOT_MET" || shown.includes(letter) ? "UNMET" : "CLEAR"
  }
  const inGroup = (name: GroupName) =>
    regime.criteria.flatMap((criterion, index) => (groupOf(criterion) === name ? [{ criterion, index }] : []))
  const drawn = (name: GroupName) =>
    inGroup(name).map(({ criterion, index }) => (
      <Fragment key={criterion.letter}>{children(criterion, index)}</Fragment>
    ))
  const titleOf = (name: GroupName) => `${titles[name]} (${formatNumber(inGroup(name).length)})`
  return (
    <>
      {(["DOUBTFUL", "UNMET"] as const).map((name) =>
        inGroup(name).length > 0 ? (
          <div key={name}>
            <Title order={3} className={classes.group}>
              {titleOf(name)}
            </Title>
            {drawn(name)}
          </div>
        ) : null,
      )}
      {inGroup("CLEAR").length > 0 ? (
        <details className={classes.more}>
          <summary>{titleOf("CLEAR")}</summary>
          {drawn("CLEAR")}
        </details>
      ) : null}
    </>
  )
}
