import { Text, Title } from "@mantine/core"
import { useId } from "react"
import { formatNumber } from "#models/shared/numbers.ts"
import { byRule, placeAndDifference } from "#workflows/document-form/findings-in-text.ts"
import type { LintReport } from "#workflows/document-form/lint-rule.ts"
import { StatusBadge } from "../badges.tsx"
import classes from "./issuing.module.css"

/** Places shown per rule; a rule broken on every row of a list is not told a thousand times. */
const SHOWN = 10

/** What one document's reading back has found, rule by rule, with where the rule is written. */
export function FormFindings({ title, report }: { title: string; report: LintReport }) {
  const id = useId()
  const { findings, pages, rules, ok } = report
  return (
    <section aria-labelledby={id}>
      <Title order={2} size="h3" id={id} mb="xs">
        {title}
      </Title>
      <Text mb="xs">
        <StatusBadge label={ok ? "Đúng thể thức" : "Chưa đúng thể thức"} tone={ok ? "good" : "bad"} />{" "}
        {`${formatNumber(pages)} trang được đọc lại và đối chiếu ${formatNumber(rules)} quy tắc.`}
      </Text>
      <ul className={classes.checks}>
        {byRule(findings).map((found) => {
          const [first] = found
          if (!first) return null
          return (
            <li key={first.rule}>
              <span>
                <StatusBadge
                  label={first.severity === "error" ? "Lỗi" : "Lưu ý"}
                  tone={first.severity === "error" ? "bad" : "partial"}
                />
              </span>
              <div>
                <strong>{first.sentence}</strong>
                <ul>
                  {found.slice(0, SHOWN).map((one, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: the list is fixed, and places may repeat
                    <li key={index}>{placeAndDifference(one)}.</li>
                  ))}
                </ul>
                {found.length > SHOWN ? (
                  <div>{`… và ${formatNumber(found.length - SHOWN)} chỗ khác.`}</div>
                ) : null}
                <Text size="sm" c="dimmed">
                  {first.law}
                </Text>
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
