import { Anchor, Group, Text, Title } from "@mantine/core"
import { Link } from "@remix-run/react"
import { ADMIN_LEVEL_LABELS } from "#models/shared/levels.ts"
import { DaysLeft } from "../../components/deadline-list.tsx"
import { RegistrationStateBadge } from "../../components/registration-badges.tsx"
import { Day, Instant } from "../../components/values.tsx"
import { paths } from "../../http/paths.ts"
import classes from "./registration.module.css"
import type { RegistrationScreenData } from "./screen-data.ts"

const NOT_YET_REGISTERED = ["drafting", "returned", "awaitingUnitHead"]
const IN_APPRAISAL = ["registered", "underAppraisal", "consulting", "appraised"]

/** Which service, whose, where it stands and until when; the way back to the list and on to the next. */
export function RegistrationHead({ page }: { page: RegistrationScreenData }) {
  const { registration, agencyName, campaign, today, nextId, query } = page
  const { state } = registration
  const caseName = page.caseName
  // After the close the day says nothing any more: what became of it stands below.
  const isDue = page.afterClose === null
  const due =
    isDue && NOT_YET_REGISTERED.includes(state)
      ? campaign.deadlines.registerBy
      : isDue && IN_APPRAISAL.includes(state)
        ? campaign.deadlines.appraiseBy
        : null
  return (
    <div>
      <header className={classes.head}>
        <Anchor component={Link} to={paths.appraisal(query)} size="sm">
          ‹ Danh sách
        </Anchor>
        <Group gap="sm">
          <Anchor href={paths.reviewSlip(registration.id)} size="sm">
            Phiếu rà soát (PDF)
          </Anchor>
          {nextId ? (
            <Anchor component={Link} to={paths.registration(nextId, query)} size="sm" data-phim="KeyN">
              Mục kế tiếp ›
            </Anchor>
          ) : null}
        </Group>
        <Title order={1}>{registration.procedureName}</Title>
      </header>
      <Group gap="xs" mt={4}>
        <RegistrationStateBadge state={state} />
        <Text size="sm">
          {caseName ? `${caseName} · ` : ""}
          {registration.serviceCode} · {registration.field.name} ·{" "}
          {ADMIN_LEVEL_LABELS[registration.adminLevel]} · {registration.unit.name}
          {registration.unit.name === agencyName ? null : ` · đầu mối: ${agencyName}`}
        </Text>
        {IN_APPRAISAL.includes(state) && state !== "appraised" ? (
          <Text size="sm">
            {page.holder ? (
              <>
                Người giữ: <strong>{page.holder.name}</strong>, từ <Instant at={new Date(page.holder.at)} />
              </>
            ) : (
              "Chưa ai nhận thẩm định"
            )}
          </Text>
        ) : null}
        {due ? (
          <Text size="sm">
            Hạn <Day day={due} /> (<DaysLeft due={due} today={today} />)
          </Text>
        ) : null}
      </Group>
    </div>
  )
}
