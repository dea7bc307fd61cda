package org.wirewarrant.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class InterfacesTest {
    private static JsonNode named(JsonNode list, String name) {
        for (JsonNode one : list) {
            if (one.get("name").asText().equals(name)) {
                return one;
            }
        }
        throw new AssertionError("no " + name + " in " + list);
    }

    @Test
    void shouldSayWhatCanBeCapturedFromAndWhyNot() throws IOException, InterruptedException {
        try (Lab lab = new Lab()) {
            lab.ip("link", "set", Lab.SENDER, "address", "02:00:00:00:00:01");
            lab.ip("link", "set", Lab.MIRROR, "address", "02:00:00:00:00:02");
            lab.ip("address", "add", "10.9.8.7/24", "dev", Lab.SENDER);
            lab.addCable("one", "other");
            lab.ip("link", "set", "other", "address", "02:00:00:00:00:03");
            lab.ip("link", "set", "other", "down");
            String[] command = lab.java("org.wirewarrant.cli.Main", "interfaces", "--format", "json");
            JsonNode list = new ObjectMapper().readTree(Lab.run(command));
            assertEquals(
                    "{\"name\":\"tap\",\"description\":\"\",\"addresses\":[\"02:00:00:00:00:01\",\"10.9.8.7/24\"],"
                            + "\"link_type\":\"ETHERNET (1)\",\"state\":\"up\",\"usable\":true}",
                    named(list, Lab.SENDER).toString());
            assertEquals(
                    "{\"name\":\"mirror\",\"description\":\"\",\"addresses\":[\"02:00:00:00:00:02\"],"
                            + "\"link_type\":\"ETHERNET (1)\",\"state\":\"up\",\"usable\":true}",
                    named(list, Lab.MIRROR).toString());
            assertEquals(
                    "{\"name\":\"other\",\"description\":\"\",\"addresses\":[\"02:00:00:00:00:03\"],"
                            + "\"link_type\":\"ETHERNET (1)\",\"state\":\"down\",\"usable\":false,"
                            + "\"why_not\":\"is down\",\"remedy\":\"sudo ip link set other up\"}",
                    named(list, "other").toString());
        }
    }

    @Test
    void shouldListWithoutRightsAndSayWhichCommandGrantsThem() throws IOException, InterruptedException {
        try (Lab lab = new Lab()) {
            String[] command = lab.powerless(lab.java("org.wirewarrant.cli.Main", "interfaces", "--format", "json"));
            JsonNode list = new ObjectMapper().readTree(Lab.run(command));
            JsonNode mirror = named(list, Lab.MIRROR);
            assertEquals("ETHERNET (1)", mirror.get("link_type").asText());
            assertEquals("no right to capture", mirror.get("why_not").asText());
            assertEquals(Rights.remedy(), mirror.get("remedy").asText());
        }
    }
}
