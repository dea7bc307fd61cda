package org.wirewarrant.policy;

/** A product with one row of every kind, and a site that runs it. */
final class Shop {
    static final String PACK = """
            pack: shop
            title: Ports of the Shop
            document: { title: Shop ports }
            roles:
              web: {}
              app: {}
              worker: {}
              backend: { members: [app, worker] }
              db: { aliases: [database] }
              agent: {}
              vendor: { kind: external, hosts: [updates.example] }
            features:
              cache: { title: Cache, default: off }
              remote-admin: { title: Remote administration, default: off }
            rules:
              - { id: shop-web-443, service: Shop, from: any, to: [web], protocol: tcp, ports: [443], requirement: mandatory, source: { lines: [1, 1] } }
              - { id: shop-app-8080, service: App, from: [web], to: [app], protocol: tcp, ports: 8080, requirement: unstated, source: { lines: [2, 2] } }
              - { id: shop-db-5432, service: Database, from: [backend], to: [db], protocol: tcp, ports: [5432], requirement: unstated, source: { lines: [3, 3] } }
              - { id: shop-agent-range, service: Agents, from: [agent], to: [app], protocol: tcp, ports: "9000-9010", requirement: unstated, source: { lines: [4, 4] } }
              - { id: shop-agent-broad, service: Transfers, from: [agent], to: [app], protocol: tcp, ports: ["20000-30000"], requirement: unstated, source: { lines: [5, 5] } }
              - { id: shop-rpc, service: RPC, from: [web], to: [db], protocol: tcp, ports: [135], requirement: unstated, source: { lines: [6, 6] } }
              - { id: shop-rpc-dynamic, service: RPC data, from: [web], to: [db], protocol: tcp, ports: dynamic, control: shop-rpc, requirement: unstated, source: { lines: [7, 7] } }
              - { id: shop-db-local, service: Shutdown, from: [db], to: [db], protocol: tcp, ports: [8005], requirement: unstated, scope: host-local, source: { lines: [8, 8] } }
              - { id: shop-admin, service: Admin, from: any, to: [app], protocol: tcp, ports: [8006], requirement: unstated, scope: host-local-by-default, opened_by: remote-admin, source: { lines: [9, 9] } }
              - { id: shop-cache, service: Cache, from: [web], to: [db], protocol: tcp, ports: [11211], requirement: unstated, when: { features: { cache: on } }, source: { lines: [10, 10] } }
              - { id: shop-new, service: New API, from: [web], to: [app], protocol: tcp, ports: [8090], requirement: unstated, since: "2.0", source: { lines: [11, 11] } }
              - { id: shop-old, service: Old API, from: [web], to: [app], protocol: tcp, ports: [8091], requirement: unstated, until: "1.0", source: { lines: [12, 12] } }
              - { id: shop-discovery, service: Discovery, from: [agent], to: [app], protocol: udp, ports: [9999], multicast: [239.1.2.3], requirement: unstated, source: { lines: [13, 13] } }
              - { id: shop-wake, service: Wake, from: [app], to: [agent], protocol: udp, ports: [9], broadcast: directed, requirement: unstated, source: { lines: [14, 14] } }
              - { id: shop-ping, service: Ping, from: [app], to: [agent], protocol: icmp, ports: [8], requirement: unstated, source: { lines: [15, 15] } }
              - { id: shop-peer, service: Peers, from: [app], to: [worker], protocol: tcp, ports: [7800], initiator: either, requirement: unstated, source: { lines: [16, 16] } }
              - { id: shop-updates, service: Updates, from: [app], to: [vendor], protocol: tcp, ports: [443], requirement: unstated, source: { lines: [17, 17] } }
              - { id: shop-program, service: Viewer, from: [agent], to: [app], protocol: any, ports: none, program: viewer.exe, requirement: unstated, source: { lines: [18, 18] } }
              - { id: shop-group, service: Group membership, from: any, to: any, protocol: igmp, ports: any, multicast: ["224.0.0.0/4"], requirement: optional, source: { lines: [19, 19] } }
            """;

    static final String WEB = "10.1.0.1";
    static final String APP = "10.1.0.2";
    static final String WORKER = "10.1.0.3";
    static final String DB = "10.1.0.4";
    static final String DB6 = "fd00::4";
    static final String AGENT = "10.1.1.7";
    static final String PLAIN = "10.1.0.99";
    static final String OUTSIDE = "192.0.2.1";

    static final String SITE = """
            site: Corner shop
            packs: [shop]
            roles:
              web: [10.1.0.1]
              app: [10.1.0.2]
              worker: [10.1.0.3]
              database: [10.1.0.4, "fd00::4"]
              agent: [10.1.1.0/24]
            versions: { shop: "1.5" }
            scope: [10.1.0.0/24]
            exceptions:
              - from: app
                to: 10.1.0.99
                protocol: tcp
                ports: [9100]
                reason: Node exporter
                approved_by: J. Doe
                approved_on: 2026-01-15
                expires: 2026-12-31
                ticket: CHG-1
              - from: any
                to: 10.1.0.98-10.1.0.99
                protocol: any
                ports: any
                reason: Migration
                approved_by: J. Doe
                approved_on: 2025-01-01
                expires: 2026-03-09
                ticket: CHG-2
              - from: 10.1.0.0/24
                to: web
                protocol: udp
                ports: "6000-6010"
                reason: Trial
                approved_by: J. Doe
                approved_on: 2026-03-11
                ticket: CHG-3
            """;

    private Shop() {}
}
