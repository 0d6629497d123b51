import { Alert, Button, Card, Group, Stack, Text, Title } from "@mantine/core"
import { Link } from "@remix-run/react"
import type { IsoDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { EditionStep } from "#workflows/campaign/next-edition-step.server.ts"
import type { SignedDecision as Signed } from "#workflows/screens/overdue-issue.server.ts"
import type { WorkSection as Section, WorkItem } from "#workflows/screens/work-list.server.ts"
import { LevelBadge } from "../../components/badges.tsx"
import { DataTable } from "../../components/data-table.tsx"
import { DaysLeft } from "../../components/deadline-list.tsx"
import { NeedsLookBadge } from "../../components/registration-badges.tsx"
import { Day } from "../../components/values.tsx"
import { paths } from "../../http/paths.ts"

/** One kind of work that waits: how much, until when, the first items and the way to all of them. */
export function WorkSection({ section, today }: { section: Section; today: IsoDay }) {
  const { title, what, count, items, due, query } = section
  return (
    <Stack gap="xs">
      <Group justify="space-between" align="flex-end" gap="sm">
        <div>
          <Title order={3}>
            {title} ({formatNumber(count)})
          </Title>
          <Text c="dimmed" size="sm">
            {what} Hạn <Day day={due} />, <DaysLeft due={due} today={today} />.
          </Text>
        </div>
        <Group gap="sm">
          {query.state === "awaitingUnitHead" && query.agency ? (
            <Button component={Link} to={paths.unitReturn(query.campaign, query.agency)}>
              Ký duyệt, gửi phiếu đăng ký
            </Button>
          ) : null}
          <Button component={Link} to={paths.appraisal(query)} variant="default">
            Xem cả {formatNumber(count)} mục
          </Button>
        </Group>
      </Group>
      <DataTable
        caption={title}
        rows={items}
        rowKey={(item) => item.id}
        columns={[
          { key: "code", header: "Mã dịch vụ", cell: (item) => item.serviceCode, width: "9rem" },
          {
            key: "name",
            header: "Thủ tục",
            isRowHeader: true,
            cell: (item) => <Named item={item} query={query} />,
          },
          { key: "level", header: "Mức độ", cell: (item) => <Level item={item} />, width: "14rem" },
          {
            key: "due",
            header: "Hạn",
            cell: (item) => <DaysLeft due={item.due} today={today} />,
            width: "8rem",
          },
        ]}
      />
    </Stack>
  )
}

function Named({ item, query }: { item: WorkItem; query: Section["query"] }) {
  return (
    <>
      <Link to={paths.registration(item.id, query)}>{item.procedureName}</Link>
      {item.caseName ? (
        <Text size="sm" fw={400} mt={2}>
          {item.caseName}
        </Text>
      ) : null}
      {item.remark ? (
        <Text size="sm" fw={400} mt={2}>
          {item.remark}
        </Text>
      ) : null}
    </>
  )
}

function Level({ item }: { item: WorkItem }) {
  if (item.proposedLevel) return <LevelBadge level={item.proposedLevel} />
  return (
    <Group gap={6}>
      <span>Gợi ý:</span> <LevelBadge level={item.suggestedLevel} />
      {item.sure ? null : <NeedsLookBadge />}
    </Group>
  )
}

/** A signed decision is not to lie: until when it must be out, and for whoever oversees, what it waits for. */
export function SignedDecision({ decision, today }: { decision: Signed; today: IsoDay }) {
  const { signedOn, dueOn, basis, isLate, step } = decision
  return (
    <Alert
      variant="outline"
      color={isLate ? "red.9" : "office"}
      role={isLate ? "alert" : "note"}
      title={isLate ? "Quyết định đã ký quá hạn phát hành" : "Quyết định đã ký chờ phát hành"}
    >
      Ký ngày <Day day={signedOn} />, phải phát hành chậm nhất ngày <Day day={dueOn} /> (
      <DaysLeft due={dueOn} today={today} />; {basis}). Đang chờ bước:{" "}
      <Link to={paths.issuing(step.campaignId)}>{step.title}</Link>.
    </Alert>
  )
}

/** The catalogue itself waits for this person. */
export function EditionTurn({ step }: { step: EditionStep }) {
  return (
    <Card withBorder padding="md">
      <Group justify="space-between" gap="sm">
        <div>
          <Title order={3}>{step.title}</Title>
          <Text c="dimmed" size="sm">
            Hồ sơ danh mục {step.campaignId} đang tới lượt bạn.
          </Text>
        </div>
        <Button component={Link} to={paths.issuing(step.campaignId)}>
          Mở hồ sơ danh mục
        </Button>
      </Group>
    </Card>
  )
}
