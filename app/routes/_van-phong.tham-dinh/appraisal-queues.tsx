import { Link } from "@remix-run/react"
import { ENTRY_CHANGE_LABELS } from "#models/catalogue-edition/catalogue-edition.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { HolderChoice, RegistrationQuery } from "#workflows/registration/registration-query.ts"
import type { AppraisalQueues as Queues } from "#workflows/screens/appraisal-queues.server.ts"
import { paths } from "../../http/paths.ts"
import classes from "./appraisal-queues.module.css"
import { listAddress } from "./list-address.ts"

const HOLDERS: Record<HolderChoice, string> = {
  mine: "Của tôi",
  nobody: "Chưa ai nhận",
  others: "Chờ người khác",
}

/** Hàng chờ thẩm định: by whose they are, by kind of change, unit and field, each a link with its number. */
export function AppraisalQueues({ queues, query }: { queues: Queues; query: RegistrationQuery }) {
  const { campaign, holder } = query
  const kept = { campaign, holder }
  return (
    <nav aria-label="Hàng chờ thẩm định" className={classes.queues}>
      <ul className={classes.tabs}>
        {queues.holders.map(({ key, count }) => (
          <Choice
            key={key}
            label={HOLDERS[key]}
            count={count}
            to={paths.appraisal({ campaign, holder: key })}
            isChosen={holder === key}
          />
        ))}
      </ul>
      <ul className={classes.tabs} aria-label="So với năm trước">
        {queues.changes
          .filter(({ count }) => count > 0)
          .map(({ key, count }) => (
            <Choice
              key={key}
              label={ENTRY_CHANGE_LABELS[key]}
              count={count}
              to={paths.appraisal({ ...listAddress(query), change: query.change === key ? undefined : key })}
              isChosen={query.change === key}
            />
          ))}
      </ul>
      <Parts
        title={`Theo đơn vị (${formatNumber(queues.agencies.length)})`}
        parts={queues.agencies}
        to={(agency) => paths.appraisal({ ...kept, state: query.state, agency })}
        chosen={query.agency}
      />
      <Parts
        title={`Theo lĩnh vực (${formatNumber(queues.fields.length)})`}
        parts={queues.fields}
        to={(field) => paths.appraisal({ ...kept, state: query.state, field })}
        chosen={query.field}
      />
    </nav>
  )
}

type ChoiceProps = { label: string; count: number; to: string; isChosen: boolean }

function Choice({ label, count, to, isChosen }: ChoiceProps) {
  return (
    <li>
      <Link to={to} aria-current={isChosen ? "true" : undefined}>
        {label} <strong>{formatNumber(count)}</strong>
      </Link>
    </li>
  )
}

type PartsProps = {
  title: string
  parts: Queues["agencies"]
  to: (key: string) => string
  chosen: string | undefined
}

function Parts({ title, parts, to, chosen }: PartsProps) {
  if (parts.length < 2) return null
  return (
    <details>
      <summary>{title}</summary>
      <ul className={classes.parts}>
        {parts.map(({ key, name, count }) => (
          <Choice key={key} label={name} count={count} to={to(key)} isChosen={chosen === key} />
        ))}
      </ul>
    </details>
  )
}
