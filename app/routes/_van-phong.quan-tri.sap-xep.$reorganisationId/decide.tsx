import { Button, Group, List, Stack, Text, Textarea, TextInput, Title } from "@mantine/core"
import { Form } from "@remix-run/react"
import { REORGANISATION_EVENT_LABELS } from "#models/reorganisation/events.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { ReorganisationPage } from "#workflows/screens/reorganisation-page.server.ts"
import { Notice } from "../../components/catalogue/facts.tsx"
import { Instant } from "../../components/values.tsx"

type DecideProps = { page: ReorganisationPage; values: Record<string, unknown> }

const text = (value: unknown): string => (typeof value === "string" ? value : "")

/** What stands in the way, who did what so far, and what this person may do now. */
export function Decide({ page, values }: DecideProps) {
  const { may, undo } = page
  const mayAnything = may.submit || may.withdraw || may.return || may.confirm || may.revoke || may.undo
  const isUndoable = may.undo && undo.length === 0
  return (
    <Stack gap="sm" maw={760} component="section" aria-labelledby="quyet-dinh">
      <Title order={2} id="quyet-dinh" size="h3">
        Tình trạng
      </Title>
      <Obstacles page={page} />
      {page.history.map(({ at, text: line }) => (
        <Text key={`${at}${line}`} size="sm">
          <Instant at={new Date(at)} />: {line}
        </Text>
      ))}
      {page.state === "inForce" && may.undo && undo.length > 0 ? (
        <Text size="sm">Không hoàn lại được: {undo.join("; ")}.</Text>
      ) : null}
      {mayAnything && (page.state !== "inForce" || isUndoable) ? (
        <Form method="post" aria-label="Xử lý việc sắp xếp">
          <input type="hidden" name="revision" value={page.revision} />
          <input type="hidden" name="seenEffect" value={page.seenEffect} />
          <Stack gap="sm">
            {may.confirm ? (
              <TextInput
                name="typed"
                label={`Gõ ${page.moves} để xác nhận chuyển ${formatNumber(page.moves)} mục`}
                defaultValue={text(values["typed"])}
                inputMode="numeric"
                autoComplete="off"
                maw={320}
              />
            ) : null}
            {may.return || may.withdraw || may.revoke || isUndoable ? (
              <Textarea
                name="reason"
                label="Lý do"
                description="Cần khi trả lại, rút, hủy xác nhận hoặc hoàn lại."
                defaultValue={text(values["reason"])}
                rows={2}
              />
            ) : null}
            <Group gap="sm">
              {may.submit ? (
                <Button type="submit" name="intent" value="plan.submitted">
                  {REORGANISATION_EVENT_LABELS["plan.submitted"]}
                </Button>
              ) : null}
              {may.confirm ? (
                <Button type="submit" name="intent" value="act.confirmed">
                  {REORGANISATION_EVENT_LABELS["act.confirmed"]}
                </Button>
              ) : null}
              {may.return ? (
                <Button type="submit" name="intent" value="plan.returned" variant="default">
                  {REORGANISATION_EVENT_LABELS["plan.returned"]}
                </Button>
              ) : null}
              {may.revoke ? (
                <Button type="submit" name="intent" value="act.revoked" variant="default">
                  {REORGANISATION_EVENT_LABELS["act.revoked"]}
                </Button>
              ) : null}
              {may.withdraw ? (
                <Button type="submit" name="intent" value="plan.withdrawn" variant="default">
                  {REORGANISATION_EVENT_LABELS["plan.withdrawn"]}
                </Button>
              ) : null}
              {isUndoable ? (
                <Button type="submit" name="intent" value="act.undo" variant="default">
                  Hoàn lại toàn bộ
                </Button>
              ) : null}
            </Group>
          </Stack>
        </Form>
      ) : null}
    </Stack>
  )
}

function Obstacles({ page }: { page: ReorganisationPage }) {
  const { faults, questions, ownerless, warnings, unmanned } = page
  const isDone = page.state === "inForce" || page.state === "withdrawn"
  if (isDone) return null
  return (
    <>
      {faults.length > 0 ? (
        <Notice tone="bad" title={`Có ${formatNumber(faults.length)} chỗ phải sửa.`}>
          <List>
            {faults.map((fault) => (
              <List.Item key={fault}>{fault}</List.Item>
            ))}
          </List>
        </Notice>
      ) : null}
      {ownerless.total > 0 ? (
        <Notice
          tone="bad"
          title={`${formatNumber(ownerless.total)} mục không còn ai phụ trách${questions.length > 0 ? " (tạm tính, khi còn câu hỏi chưa trả lời)" : ""}.`}
        >
          <List>
            {ownerless.shown.map((line) => (
              <List.Item key={line}>{line}</List.Item>
            ))}
          </List>
        </Notice>
      ) : null}
      {questions.length > 0 ? (
        <Text>Còn {formatNumber(questions.length)} câu hỏi phải trả lời trước khi trình.</Text>
      ) : null}
      {warnings.length > 0 ? (
        <Notice tone="warn" title="Cần biết trước khi xác nhận.">
          <List>
            {warnings.map((warning) => (
              <List.Item key={warning}>{warning}</List.Item>
            ))}
          </List>
          {unmanned.length > 0 ? <Text size="sm">{unmanned.join("; ")}</Text> : null}
        </Notice>
      ) : null}
    </>
  )
}
