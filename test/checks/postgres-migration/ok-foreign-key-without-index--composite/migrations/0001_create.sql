CREATE TABLE tenants_orders (tenant_id bigint, id bigint, PRIMARY KEY (tenant_id, id));
CREATE TABLE lines (tenant_id bigint, order_id bigint, n integer, PRIMARY KEY (order_id, tenant_id, n), FOREIGN KEY (tenant_id, order_id) REFERENCES tenants_orders (tenant_id, id));
