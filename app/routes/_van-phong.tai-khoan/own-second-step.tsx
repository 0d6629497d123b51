import { Button, Group, Stack, Text } from "@mantine/core"
import { Form, Link } from "@remix-run/react"
import type { OwnSteps } from "#workflows/identity/account.server.ts"
import { type Column, DataTable } from "../../components/data-table.tsx"
import { Instant } from "../../components/values.tsx"
import { paths } from "../../http/paths.ts"

/** What somebody shows besides their password: a code, keys, and codes for when these are lost. */
export function OwnSecondStep({ steps }: { steps: OwnSteps }) {
  const { codeSince, passkeys, recoveryLeft } = steps
  const hasAny = codeSince !== null || passkeys.length > 0
  return (
    <Stack gap="sm" align="flex-start">
      {hasAny ? (
        <Text maw={640}>
          Mỗi lần đăng nhập và trước việc hệ trọng, hệ thống hỏi{" "}
          {passkeys.length > 0 ? "khóa truy cập" : "mã trên máy của bạn"}
          {passkeys.length > 0 && codeSince ? " hoặc mã trên máy của bạn" : ""}; còn {recoveryLeft} mã dự
          phòng.
        </Text>
      ) : null}
      {passkeys.length > 0 ? (
        <DataTable
          caption="Khóa truy cập của tôi"
          rows={passkeys}
          rowKey={(key) => key.id}
          columns={COLUMNS}
          empty={null}
        />
      ) : null}
      <Link to={paths.addPasskey(paths.account())} reloadDocument>
        Thêm khóa truy cập
      </Link>
      {codeSince ? (
        <Form method="post">
          <Group>
            <Text>
              Mã 6 số: đã cài từ <Instant at={codeSince} />.
            </Text>
            <Button type="submit" name="intent" value="removeFactor" variant="default">
              {passkeys.length > 0 ? "Bỏ mã 6 số" : "Bỏ xác thực hai bước"}
            </Button>
          </Group>
        </Form>
      ) : (
        <Link to={paths.secondFactor(paths.account())}>Cài xác thực hai bước</Link>
      )}
    </Stack>
  )
}

const COLUMNS: readonly Column<OwnSteps["passkeys"][number]>[] = [
  { key: "name", header: "Khóa", isRowHeader: true, cell: (key) => key.name },
  { key: "since", header: "Thêm lúc", cell: (key) => <Instant at={key.since} /> },
  {
    key: "lastUsedAt",
    header: "Dùng gần nhất",
    cell: (key) => (key.lastUsedAt ? <Instant at={key.lastUsedAt} /> : "chưa dùng"),
  },
  {
    key: "remove",
    header: "Xóa",
    cell: (key) => (
      <Form method="post">
        <Button
          type="submit"
          name="removeKey"
          value={key.id}
          variant="default"
          size="xs"
          aria-label={`Xóa khóa ${key.name}`}
        >
          Xóa
        </Button>
      </Form>
    ),
  },
]
