import { Stack, Text, Title } from "@mantine/core"
import { Link, type useLoaderData } from "@remix-run/react"
import type { ReactNode } from "react"
import { formatDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { PersonalFile } from "#workflows/screens/personal-file.server.ts"
import { paths } from "../../http/paths.ts"
import { Facts } from "../catalogue/facts.tsx"
import { type Column, DataTable } from "../data-table.tsx"
import { Instant } from "../values.tsx"

/** From which day to which something held. */
const SPAN: Column<{ from: string; to: string | null }>[] = [
  { key: "from", header: "Từ ngày", cell: ({ from }) => formatDay(from) },
  { key: "to", header: "Đến ngày", cell: ({ to }) => (to ? formatDay(to) : "chưa hết") },
]

type File = ReturnType<typeof useLoaderData<() => Promise<PersonalFile>>>

/** Everything kept of one person, part by part; `logLink`: whether the reader may open the log at what is counted. */
export function PersonalFileView({ file, logLink }: { file: File; logLink: boolean }) {
  const { person, calendar } = file
  const opened = calendar ? <Instant at={calendar.openedAt} /> : "không mở"
  const codeSince = person.codeSince ? <Instant at={person.codeSince} /> : "chưa cài"
  return (
    <Stack gap="xl">
      <Part id="tai-khoan" title="Tài khoản">
        <Facts
          items={[
            ["Họ tên", person.fullName],
            ["Tên đăng nhập", person.id],
            ["Sử dụng", person.active ? "Đang sử dụng" : "Ngừng sử dụng"],
            ["Mã ở đăng nhập chung", person.signOnId],
            ["Mật khẩu", `chỉ giữ mã băm; đã cấp ${formatNumber(person.passwordIssue)} lần`],
            ["Mã 6 số, cài lúc", codeSince],
            ["Mã dự phòng", person.recoveryLeft > 0 ? `còn ${formatNumber(person.recoveryLeft)}` : ""],
            ["Số định danh trong chứng thư đã ký", <SignerNumber key="so" {...file.signerNumber} />],
            ["Báo cáo của đơn vị đã ký duyệt", formatNumber(file.reportsSigned)],
            ["Địa chỉ lịch, mở lúc", opened],
            ["Thông báo trong hệ thống", formatNumber(file.notices)],
            ["Phần đang nhập dở", formatNumber(file.drafts)],
          ]}
        />
      </Part>
      <List
        id="vai-tro"
        title="Vai trò theo thời gian"
        rows={file.roles}
        columns={[{ key: "role", header: "Vai trò", isRowHeader: true, cell: ({ role }) => role }, ...SPAN]}
      />
      <List
        id="ky"
        title="Thẩm quyền ký"
        rows={file.capacities}
        columns={[
          { key: "position", header: "Chức vụ", isRowHeader: true, cell: ({ position }) => position },
          ...SPAN,
        ]}
      />
      <List
        id="thu"
        title="Thư công vụ"
        rows={file.mailAddresses}
        columns={[
          { key: "address", header: "Địa chỉ", isRowHeader: true, cell: ({ address }) => address },
          ...SPAN,
        ]}
      />
      <List
        id="khoa"
        title="Khóa truy cập"
        rows={file.keys}
        columns={[
          { key: "name", header: "Khóa", isRowHeader: true, cell: ({ name }) => name },
          { key: "since", header: "Thêm lúc", cell: ({ since }) => <Instant at={since} /> },
          {
            key: "used",
            header: "Dùng gần nhất",
            cell: ({ lastUsedAt }) => (lastUsedAt ? <Instant at={lastUsedAt} /> : "chưa dùng"),
          },
        ]}
      />
      <List
        id="phien"
        title="Phiên đăng nhập"
        rows={file.sessions}
        columns={[
          { key: "device", header: "Máy", isRowHeader: true, cell: ({ device }) => device },
          { key: "address", header: "Địa chỉ mạng", cell: ({ address }) => address || "không rõ" },
          { key: "from", header: "Đăng nhập lúc", cell: ({ startedAt }) => <Instant at={startedAt} /> },
          { key: "to", header: "Hết hạn lúc", cell: ({ endsAt }) => <Instant at={endsAt} /> },
        ]}
      />
      <List
        id="tuy-chon"
        title="Tùy chọn nhận thông báo"
        rows={file.choices}
        columns={[
          { key: "kind", header: "Loại", isRowHeader: true, cell: ({ kind }) => kind },
          { key: "choice", header: "Cách nhận", cell: ({ choice }) => choice },
        ]}
      />
      <List
        id="bo-loc"
        title="Bộ lọc đã lưu"
        rows={file.views}
        columns={[
          { key: "name", header: "Tên", isRowHeader: true, cell: ({ name }) => name },
          { key: "list", header: "Danh sách", cell: ({ list }) => list },
          { key: "sharing", header: "Ai thấy", cell: ({ sharing }) => sharing },
        ]}
      />
      <List
        id="lam-thay"
        title="Vắng mặt, làm thay"
        rows={file.delegations}
        columns={[
          {
            key: "what",
            header: "Việc",
            isRowHeader: true,
            cell: ({ id, what }) => <Link to={paths.delegation(id)}>{what}</Link>,
          },
          ...SPAN,
          { key: "standing", header: "Trạng thái", cell: ({ standing }) => standing },
        ]}
      />
      <List
        id="thu-da-gui"
        title={`Thư đã gửi (${formatNumber(file.mails.total)})`}
        rows={file.mails.latest}
        columns={[
          { key: "subject", header: "Tiêu đề", isRowHeader: true, cell: ({ subject }) => subject },
          { key: "at", header: "Lúc", cell: ({ at }) => <Instant at={at} /> },
          { key: "address", header: "Đến", cell: ({ address }) => address || "–" },
          { key: "state", header: "Kết quả", cell: ({ state }) => state },
        ]}
      />
      <List
        id="nhat-ky"
        title="Việc đã làm, theo nhật ký"
        rows={file.acts}
        columns={[
          {
            key: "what",
            header: "Việc",
            isRowHeader: true,
            cell: ({ what, type }) =>
              logLink ? <Link to={paths.auditLog({ by: person.id, type })}>{what}</Link> : what,
          },
          { key: "count", header: "Số lần", align: "end", cell: ({ count }) => formatNumber(count) },
          { key: "last", header: "Gần nhất", cell: ({ last }) => <Instant at={last} /> },
        ]}
      />
    </Stack>
  )
}

/** Of the number only its end: the office keeps it nowhere but in the signed documents themselves. */
function SignerNumber({ last, unreadable, unsaidAt }: File["signerNumber"]) {
  return (
    <>
      {last ? (
        <>
          {last.shown.join(", ")}, ký <Instant at={last.at} />
        </>
      ) : unreadable ? null : (
        "chưa có chữ ký nào mang số"
      )}
      {unreadable ? (
        <>
          {last ? "; " : null}chữ ký <Instant at={unreadable.at} /> không đọc được
        </>
      ) : null}
      {unsaidAt ? (
        <>
          ; <Instant at={unsaidAt} /> ký bằng chứng thư không ghi số
        </>
      ) : null}
    </>
  )
}

function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id}>
      <Title order={2} size="h3" id={id} mb="xs">
        {title}
      </Title>
      {children}
    </section>
  )
}

function List<Row>({
  id,
  title,
  rows,
  columns,
}: {
  id: string
  title: string
  rows: readonly Row[]
  columns: readonly Column<Row>[]
}) {
  return (
    <Part id={id} title={title}>
      {rows.length === 0 ? (
        <Text>Không có.</Text>
      ) : (
        <DataTable
          caption={`Bảng: ${title}`}
          rows={rows}
          rowKey={(row) => String(rows.indexOf(row))}
          columns={columns}
          empty={null}
        />
      )}
    </Part>
  )
}
