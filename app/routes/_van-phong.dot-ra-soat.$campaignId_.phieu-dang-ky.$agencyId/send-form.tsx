import { Button, Checkbox, Group, Stack, Text, TextInput, Title } from "@mantine/core"
import { Form, Link, useNavigation } from "@remix-run/react"
import { formatNumber } from "#models/shared/numbers.ts"
import { RETURN_LIMITS } from "#models/unit-return/unit-return.ts"
import type { ReturnLine, UnitReturnPage } from "#workflows/screens/unit-return-page.server.ts"
import { LevelBadge } from "../../components/badges.tsx"
import { paths } from "../../http/paths.ts"
import classes from "./send-form.module.css"

type Answer = { errors?: Record<string, string[]>; values?: Record<string, unknown> } | undefined

/** What the head signs off and sends: clear rows are ticked, doubtful ones they tick one by one. Plain boxes in a plain form. */
export function SendForm({
  page,
  form,
  answer,
}: {
  page: Pick<UnitReturnPage, "clear" | "doubtful" | "unsent" | "counts">
  form: NonNullable<UnitReturnPage["form"]>
  answer: Answer
}) {
  const { clear, doubtful, unsent, counts } = page
  const isSending = useNavigation().state !== "idle"
  const sent = answer?.values
  const ticked = Array.isArray(sent?.rows) ? new Set(sent.rows as string[]) : null
  const said = (name: string) => answer?.errors?.[name]?.join(" ")
  const typed = (name: string, usual: string) =>
    typeof sent?.[name] === "string" ? String(sent[name]) : usual
  const general = said("") ?? said("rows")
  return (
    <Form method="post" aria-label="Ký duyệt, gửi phiếu đăng ký">
      <input type="hidden" name="sendingId" value={form.sendingId} />
      <Stack gap="md">
        {general ? (
          <Text role="alert" c="red.9" fw={600}>
            {general}
          </Text>
        ) : null}
        {unsent.length > 0 ? (
          <Text>
            {formatNumber(unsent.length)} dịch vụ đã ký duyệt từng mục đi cùng phiếu này:{" "}
            {unsent
              .slice(0, 5)
              .map(({ serviceCode }) => serviceCode)
              .join(", ")}
            {unsent.length > 5 ? "…" : ""}.
          </Text>
        ) : null}
        <Rows
          title="Cần bạn xem từng mục"
          note="Mục không đánh dấu được để lại, gửi lần sau."
          rows={doubtful}
          ticked={ticked}
          isTicked={false}
        />
        <Rows
          title="Đã rõ"
          note="Gợi ý, quy định và đề xuất khớp nhau."
          rows={clear}
          ticked={ticked}
          isTicked
        />
        <Group gap="md" align="flex-start">
          <TextInput
            name="number"
            label="Số công văn"
            description={`Để trống: ${form.nextNumber}`}
            defaultValue={typed("number", "")}
            error={said("number")}
            inputMode="numeric"
            autoComplete="off"
            w={140}
          />
          <TextInput
            name="symbol"
            label="Ký hiệu"
            description="Tên viết tắt, bộ phận soạn"
            defaultValue={typed("symbol", form.symbol)}
            error={said("symbol")}
            w={200}
          />
          <TextInput
            name="position"
            label="Chức vụ người ký"
            description="Như trong công văn"
            defaultValue={typed("position", form.position)}
            error={said("position")}
            w={240}
          />
        </Group>
        {clear.length + doubtful.length >= RETURN_LIMITS.typedFrom ? (
          <TextInput
            name="typed"
            label={`Gõ số dịch vụ bạn chọn, nếu từ ${RETURN_LIMITS.typedFrom} trở lên`}
            error={said("typed")}
            inputMode="numeric"
            autoComplete="off"
            maw={320}
          />
        ) : null}
        <Text size="sm">
          Ký duyệt dịch vụ được chọn, cấp số công văn, gửi Văn phòng UBND cấp tỉnh. Còn{" "}
          {formatNumber(counts.UNIT)} dịch vụ đang soạn, sửa không đi cùng.
        </Text>
        <Group>
          <Button type="submit" aria-disabled={isSending}>
            {isSending ? "Đang gửi…" : "Ký duyệt, gửi phiếu đăng ký"}
          </Button>
        </Group>
      </Stack>
    </Form>
  )
}

function Rows({
  title,
  note,
  rows,
  ticked,
  isTicked,
}: {
  title: string
  note: string
  rows: readonly ReturnLine[]
  ticked: ReadonlySet<string> | null
  isTicked: boolean
}) {
  if (rows.length === 0) return null
  return (
    <fieldset className={classes.rows}>
      <legend>
        <Title order={2} size="h3">
          {title} ({formatNumber(rows.length)})
        </Title>
      </legend>
      <Text size="sm" c="dimmed">
        {note}
      </Text>
      <ul className={classes.list}>
        {rows.map((row) => (
          <li key={row.id}>
            <Row row={row} ticked={ticked} isTicked={isTicked} />
          </li>
        ))}
      </ul>
    </fieldset>
  )
}

function Row({
  row,
  ticked,
  isTicked,
}: {
  row: ReturnLine
  ticked: ReadonlySet<string> | null
  isTicked: boolean
}) {
  const value = `${row.revision} ${row.id}`
  const name = row.caseName ? `${row.procedureName} – ${row.caseName}` : row.procedureName
  return (
    <div className={classes.row}>
      {row.refusal ? (
        <Text>
          {name}. <strong>{row.refusal}</strong>
        </Text>
      ) : (
        <Checkbox
          name="rows[]"
          value={value}
          defaultChecked={ticked ? ticked.has(value) : isTicked}
          label={name}
          description={row.doubt || undefined}
        />
      )}
      <span className={classes.side}>
        {row.level ? <LevelBadge level={row.level} /> : null}{" "}
        <Link to={paths.registration(row.id)}>Mở {row.serviceCode}</Link>
      </span>
    </div>
  )
}
