import { Button, NativeSelect, TextInput } from "@mantine/core"
import { Form, Link, useLocation } from "@remix-run/react"
import { ADMIN_LEVEL_LABELS, SERVICE_LEVEL_LABELS, SERVICE_LEVELS } from "#models/shared/levels.ts"
import type { CatalogueQuery } from "#workflows/public-catalogue/catalogue-query.ts"
import type { CataloguePage } from "#workflows/screens/catalogue-page.server.ts"
import { IconSearch } from "../icons.ts"
import classes from "./catalogue.module.css"

type CatalogueSearchProps = { query: CatalogueQuery; options: CataloguePage["options"] }

/** Words and filters of the public list as a GET form: what is shown stands in the address, and no script is needed. */
export function CatalogueSearch({ query, options }: CatalogueSearchProps) {
  const { pathname, search } = useLocation()
  const { q, page: _, ...filters } = query
  const isAnySet = Object.values(filters).some((value) => value !== "")
  return (
    // The key redraws the inputs when the address changes by another way than this form.
    <Form method="get" action={pathname} role="search" key={search} className={classes.search}>
      <div className={classes.searchLine}>
        <TextInput
          name="q"
          type="search"
          label="Tên thủ tục, mã thủ tục hoặc lĩnh vực"
          description="Gõ có dấu hay không dấu đều được, ví dụ: dang ky khai sinh"
          defaultValue={q}
          maxLength={200}
          autoComplete="off"
        />
        <Button type="submit" leftSection={<IconSearch size={18} aria-hidden />}>
          Tìm
        </Button>
        {isAnySet || q !== "" ? (
          <Button component={Link} to={pathname} variant="subtle">
            Xóa tìm kiếm
          </Button>
        ) : null}
      </div>
      <details className={classes.filters} open={isAnySet}>
        <summary>Lọc theo mức độ, cấp, cơ quan, lĩnh vực, đối tượng</summary>
        <div className={classes.filterGrid}>
          <NativeSelect
            name="level"
            label="Mức độ"
            defaultValue={query.level}
            data={[
              { value: "", label: "Mọi mức độ" },
              ...SERVICE_LEVELS.map((level) => ({ value: level, label: SERVICE_LEVEL_LABELS[level] })),
            ]}
          />
          <NativeSelect
            name="adminLevel"
            label="Cấp thực hiện"
            defaultValue={query.adminLevel}
            data={[
              { value: "", label: "Mọi cấp" },
              ...options.adminLevels.map((level) => ({ value: level, label: ADMIN_LEVEL_LABELS[level] })),
            ]}
          />
          <NativeSelect
            name="agency"
            label="Cơ quan thực hiện"
            defaultValue={query.agency}
            data={[{ value: "", label: "Mọi cơ quan" }, ...options.agencies]}
          />
          <NativeSelect
            name="field"
            label="Lĩnh vực"
            defaultValue={query.field}
            data={[{ value: "", label: "Mọi lĩnh vực" }, ...options.fields]}
          />
          <NativeSelect
            name="applicant"
            label="Đối tượng thực hiện"
            defaultValue={query.applicant}
            data={[
              { value: "", label: "Mọi đối tượng" },
              ...options.applicants.map((applicant) => ({ value: applicant, label: applicant })),
            ]}
          />
        </div>
        <Button type="submit" variant="default" size="sm">
          Áp dụng bộ lọc
        </Button>
      </details>
    </Form>
  )
}
